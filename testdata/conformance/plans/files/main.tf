resource "aws_iam_policy" "p" {
  name   = "p"
  policy = file("${path.module}/policy.json")
}

resource "aws_instance" "i" {
  ami       = "ami-1"
  user_data = templatefile("${path.module}/start.tftpl", { port = 80, hosts = ["a", "b"] })
}

resource "aws_sns_topic" "each" {
  for_each = fileset(path.module, "pol*.json")
  name     = "${path.root}/${each.value}"
}
