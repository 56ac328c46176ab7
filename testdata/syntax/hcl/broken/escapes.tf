locals {
  slash  = "a\/b"
  quotes = "${lookup(var.m, \"key\")}"
  other  = "fine"
}
