locals {
  sum        = 1 + 2 * 3 - -4
  ratio      = (1 + 2) / 3 % 2
  logic      = !var.a && var.b || var.c == "x" && var.d != null
  order      = var.n >= 1 && var.n < 10 || var.n <= 0 && var.n > -5
  choice     = var.prod ? 3 : var.stage ? 2 : 1
  multi_line = (
    var.a
    && var.b # why
    || var.c
  )
  numbers = [0, 1.5, 1.5e3, 100000000000000000000]
}
