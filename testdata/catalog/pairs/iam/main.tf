resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })

  inline_policy {
    name   = "read"
    policy = <<-EOT
      {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}]}
    EOT
  }
}

resource "aws_iam_role_policy_attachment" "app" {
  role       = aws_iam_role.app.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "write" {
  name   = "write"
  role   = aws_iam_role.app.id
  policy = data.aws_iam_policy_document.write.json
}

data "aws_iam_policy_document" "write" {
  version = "2012-10-17"
  statement {
    effect    = "Allow"
    actions   = ["s3:PutObject"]
    resources = ["*"]
    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_policy" "admin" {
  name   = "admin"
  policy = jsonencode({ Version = "2012-10-17", Statement = { Effect = "Allow", Action = "*", Resource = "*" } })
}

resource "aws_iam_user" "ann" {
  name = "ann"
}

resource "aws_iam_user_policy_attachment" "ann" {
  user       = "ann"
  policy_arn = aws_iam_policy.admin.arn
}

resource "aws_iam_group" "staff" {
  name = "staff"
}

resource "aws_iam_group_membership" "members" {
  name  = "members"
  group = aws_iam_group.staff.name
  users = [aws_iam_user.ann.name]
}

resource "aws_iam_instance_profile" "app_profile" {
  role = aws_iam_role.app.name
}

resource "aws_iam_access_key" "key" {
  user = aws_iam_user.ann.name
}
