locals {
  big   = 105e+2
  small = 2E-3
  round = 1e5
  table = { a = true
    (var.b) = 2
    c       = each
  (var.d) = 4 }
}
