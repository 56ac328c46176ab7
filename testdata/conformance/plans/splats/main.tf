variable "groups" {
  default = [
    { name = "a", users = [{ id = 1 }, { id = 2 }] },
    { name = "b", users = [] },
  ]
}

resource "aws_iam_group" "each" {
  count = length(var.groups[*].name)
  name  = (var.groups[*].name)[count.index]
}

resource "aws_sns_topic" "t" {
  name = join("-", flatten(var.groups[*].users[*].id))
  tags = { for group in var.groups : group.name => length(group.users) }
}

resource "aws_sqs_queue" "q" {
  name = join(",", aws_iam_group.each[*].name)
}
