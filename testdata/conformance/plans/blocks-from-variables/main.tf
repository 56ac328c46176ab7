variable "disks" {
  type = list(object({
    device    = string
    size      = optional(number, 8)
    encrypted = optional(bool, true)
  }))
  default = [{ device = "sdb" }, { device = "sdc", size = 100, encrypted = false }]
}

resource "aws_instance" "i" {
  count         = 2
  ami           = "ami-${count.index}"
  instance_type = ["t3.micro", "t3.large"][count.index]

  root_block_device {
    encrypted   = alltrue(var.disks[*].encrypted)
    volume_size = sum(var.disks[*].size)
  }

  dynamic "ebs_block_device" {
    for_each = { for disk in var.disks : disk.device => disk }
    content {
      device_name = "/dev/${ebs_block_device.key}"
      encrypted   = ebs_block_device.value.encrypted
      volume_size = ebs_block_device.value.size * (count.index + 1)
    }
  }

  metadata_options {
    http_tokens = anytrue([false, count.index == 1]) ? "required" : "optional"
  }
}
