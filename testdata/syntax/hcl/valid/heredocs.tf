resource "aws_iam_policy" "read" {
  policy = <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "${aws_s3_bucket.logs.arn}/*"}
  ]
}
POLICY

  user_data = <<-EOT
    #!/bin/bash
      echo "$${HOME} \n"

    %{ for p in var.packages ~}
    yum install ${p}
    %{ endfor ~}
  EOT

  list = [<<A
one
A
  , <<-B
    two
    B
  ]
  empty = <<NONE
NONE
}
