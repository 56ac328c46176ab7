module "logs" {
  source = "./bucket"
  name   = "acme-logs"
  acl    = "log-delivery-write"
}

module "site" {
  source = "./bucket"
  name   = "acme-site"
}

resource "aws_sns_topic" "t" {
  name = "${module.logs.name}-and-${module.site.name}"
}

resource "aws_sqs_queue" "q" {
  name = "q"
  tags = module.site.tags
}
