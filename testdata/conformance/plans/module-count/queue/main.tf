variable "name" {}

resource "aws_sqs_queue" "this" {
  name                    = var.name
  sqs_managed_sse_enabled = true
}

output "name" {
  value = "${aws_sqs_queue.this.name}-queue"
}
