variable "queues" {
  type    = set(string)
  default = ["b", "a", "b"]
}

resource "aws_sqs_queue" "each" {
  for_each                   = setunion(var.queues, ["dead.letters"])
  name                       = upper(each.value)
  visibility_timeout_seconds = 30 * length(each.key)
}

resource "aws_sqs_queue_policy" "each" {
  for_each  = aws_sqs_queue.each
  queue_url = each.value.name
  policy    = jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "sqs:*", Resource = each.value.name }] })
}
