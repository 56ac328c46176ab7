locals {
  members = [
    { team = "a", name = "ann" },
    { team = "b", name = "bob" },
    { team = "a", name = "abe" },
  ]
  teams = { for member in local.members : member.team => member.name... }
}

resource "aws_iam_group_membership" "each" {
  for_each = local.teams
  name     = each.key
  group    = "team-${each.key}"
  users    = each.value
}

resource "aws_iam_user" "each" {
  for_each = toset(flatten(values(local.teams)))
  name     = each.value
}
