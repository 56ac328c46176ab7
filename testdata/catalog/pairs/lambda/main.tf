resource "aws_lambda_function" "hook" {
  function_name = "hook"
  role          = "arn:aws:iam::123456789012:role/hook"
  runtime       = "python3.12"
  handler       = "hook.main"
  s3_bucket     = "artifacts"
  s3_key        = "hook.zip"
  timeout       = 30
  kms_key_arn   = "arn:aws:kms:eu-west-1:123456789012:key/1"

  environment {
    variables = {
      MODE = "fast"
    }
  }

  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = ["sg-1"]
  }

  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:123456789012:dead"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_permission" "anyone" {
  statement_id  = "anyone"
  function_name = aws_lambda_function.hook.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_function_url" "url" {
  function_name      = aws_lambda_function.hook.arn
  authorization_type = "NONE"
  cors {
    allow_origins = ["*"]
  }
}
