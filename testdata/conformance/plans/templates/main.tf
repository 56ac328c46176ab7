variable "users" {
  default = ["ann", "bob"]
}

resource "aws_iam_policy" "p" {
  name   = "p-%{if length(var.users) > 1}many%{else}one%{endif}"
  policy = <<-EOT
    {
      "Statement": [
        %{~for i, user in var.users~}
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${user}"}%{if i < length(var.users) - 1},%{endif}
        %{~endfor~}
      ]
    }
  EOT
}

resource "aws_instance" "i" {
  ami       = "/${join("/", [for user in var.users : title(user)])}"
  key_name  = "${"${1 + 1}"} of $${them} %%{x}"
  user_data = <<EOT
first
  second ${var.users[1]}
EOT
}
