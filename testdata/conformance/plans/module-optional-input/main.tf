module "plain" {
  source = "./group"
}

module "ruled" {
  source = "./group"
  name   = "ruled"
  rules = [
    { port = 443 },
    { port = 22, cidrs = ["10.0.0.0/8"] },
  ]
}
