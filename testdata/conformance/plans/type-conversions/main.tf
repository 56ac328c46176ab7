variable "retention" {
  type    = number
  default = "14"
}

variable "flags" {
  type    = list(bool)
  default = ["true", false]
}

variable "mixed" {
  type    = map(string)
  default = { a = 1, b = true }
}

variable "pair" {
  type    = tuple([string, number])
  default = [1, "2"]
}

resource "aws_cloudwatch_log_group" "g" {
  name              = var.pair[0]
  retention_in_days = var.retention
  tags              = var.mixed
}

resource "aws_db_instance" "d" {
  identifier          = "d-${var.pair[1]}"
  storage_encrypted   = var.flags[0]
  publicly_accessible = var.flags[1]
  allocated_storage   = "20"
  multi_az            = "true"
}
