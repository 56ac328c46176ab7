resource "aws_iam_role" "r" {
  name = "r"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }
  })
}

resource "aws_iam_role_policy" "p" {
  name   = "${aws_iam_role.r.name}-policy"
  role   = aws_iam_role.r.name
  policy = aws_iam_policy.shared.policy
}

resource "aws_iam_policy" "shared" {
  name   = "shared"
  policy = jsonencode({ Statement = [for action in ["s3:Get*", "s3:List*"] : { Effect = "Allow", Action = action, Resource = "*" }] })
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.r.arn

  environment {
    variables = {
      ROLE = aws_iam_role.r.name
      SIZE = length(jsondecode(aws_iam_policy.shared.policy).Statement)
    }
  }
}
