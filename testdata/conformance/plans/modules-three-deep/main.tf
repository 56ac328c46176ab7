module "platform" {
  source      = "./platform"
  environment = "prod"
  networks    = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
}

resource "aws_sns_topic" "t" {
  name = join(",", module.platform.subnets)
}
