variable "shard" {}

resource "aws_sqs_queue" "each" {
  count = var.shard == "x" ? 2 : 1
  name  = "${var.shard}-${count.index}"
}

output "queues" {
  value = [for queue in aws_sqs_queue.each : queue.name]
}
