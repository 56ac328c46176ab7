locals {
  upper    = [for s in var.names : upper(s) if s != ""]
  by_name  = { for i, u in var.users : u.name => i }
  grouped  = { for u in var.users : u.team => u.name... if u.active }
  nested   = [for a in var.xs : [for b in a.ys : "${a.id}-${b}"]]
  empty    = {}
  nothing  = []
  trailing = [1, 2, 3, ]
  mixed    = { a = 1, b = 2
    c = 3 }
}
