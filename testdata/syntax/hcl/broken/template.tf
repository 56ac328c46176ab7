locals {
  a = "${var.x"
  b = "%{ if var.y }no end"
  c = "${}"
  d = 1
}
