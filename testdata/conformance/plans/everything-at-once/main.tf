variable "rules" {
  type    = list(object({ port = number, proto = optional(string, "tcp"), cidrs = optional(set(string), ["0.0.0.0/0", "10.0.0.0/8"]) }))
  default = [{ port = 1 }, { port = 2, proto = null }, { port = 3, cidrs = [] }]
}

variable "any" {
  type    = any
  default = { a = { b = [1, "x", true] } }
}

locals {
  nested  = { for i, r in var.rules : "r${i}" => { port = r.port, cidrs = tolist(r.cidrs) } if r.port != 2 }
  flat    = flatten([for k, v in local.nested : [for c in v.cidrs : { key = "${k}/${c}", port = v.port }]])
  by_key  = { for f in local.flat : f.key => f.port }
  heredoc = <<-EOT
    line one
      indented ${upper("x")}
    %{if true~}
    yes
    %{else~}
    no
    %{endif~}
    end
  EOT
  math    = 7 % 3 + 10 / 4 - -2
  compare = "a" == "a" && 1 != 2 || !true
  tern    = local.math > 4 ? "big" : "small"
  idx     = var.any.a["b"][1]
  objs    = [{ a = 1, b = [1, 2] }, { a = 2, b = [] }]
}

resource "aws_sns_topic" "each" {
  for_each = local.by_key
  name     = "${each.key}:${each.value}"
}

resource "aws_s3_bucket" "b" {
  bucket = trimsuffix(local.heredoc, "\n")
  tags = {
    math    = local.math
    compare = local.compare
    tern    = local.tern
    idx     = local.idx
    splat   = join(",", local.objs[*].a)
    legacy  = local.objs.0.a
    deep    = join(",", flatten(local.objs[*].b))
    full    = jsonencode(var.any)
    proto   = join(",", [for r in var.rules : r.proto == null ? "null" : r.proto])
    try     = try(var.any.a.c.d, var.any.a.b[5], "fallback")
    can     = can(var.any.a.c)
    fmt     = format("%05.2f|%-5s|%5d|%q|%v|%t|%x", 3.14159, "ab", 42, "q", [1, "a"], true, 255)
    fmtl    = join(" ", formatlist("%s-%d", ["a", "b"], [1, 2]))
    cidrs   = join(",", cidrsubnets("10.0.0.0/8", 8, 8, 16))
    regex   = join(",", [for m in regexall("(\\d)([a-z])", "1a2b3c") : join("-", m)])
    repl    = replace("hello world", "/(\\w+) (\\w+)/", "$2 $1")
    title   = title("hello world-foo bar")
    uuid5   = uuidv5("dns", "example.com")
    b64     = base64gzip("") == "" ? "e" : "n"
    idxof   = index(["a", "b"], "b")
    keys    = join(",", keys({ b = 1, a = 2 }))
    tomap   = jsonencode(tomap({ a = 1, b = "x" }))
    trans   = jsonencode(transpose({ a = ["1", "2"], b = ["2"] }))
    alltrue = alltrue([])
    ceil    = ceil(5.1) + floor(5.9) + abs(-3) + signum(-2) + parseint("ff", 16) + log(8, 2)
    coal    = jsonencode(coalescelist([], ["x"]))
    match   = jsonencode(matchkeys(["i-1", "i-2"], ["a", "b"], ["b"]))
    unicode = "${length("héé")}-${strrev("héllo")}-${substr("héllo", 1, 3)}"
    trim    = trim("?!hello?!", "!?")
    chomp   = chomp("x\n")
    indent  = indent(2, "a\nb")
    split   = jsonencode(split(",", "a,b,,c"))
    startsw = startswith("hello", "he")
    defn    = jsonencode(one([]))
    sets    = jsonencode(setintersection(["a", "b"], ["b", "c"]))
    neg     = -local.math
    bigint  = 12345678901234567890
    float   = 1.10
    exp     = 1e3
    cond    = jsonencode(true ? { a = 1 } : { a = 2 })
    range   = jsonencode(range(10, 0, -3))
    dirname = dirname("/a/b/c.txt")
    urlenc  = urlencode("a b/c?d=é")
    cidrnm  = cidrnetmask("172.16.0.0/12")
    sort    = jsonencode(sort(["B", "a", "C"]))
    reverse = jsonencode(reverse([1, 2, 3]))
    min     = min(3, 1, 2)
    tonum   = tonumber("0012")
    tostr   = tostring(1.50)
    tobool  = tobool("true")
    sensi   = nonsensitive(sensitive("x"))
    text    = textdecodebase64(textencodebase64("é", "UTF-16LE"), "UTF-16LE")
  }
}

module "m" {
  for_each = { for k, v in local.nested : k => v if length(v.cidrs) > 0 }
  source   = "./m"
  config   = merge(each.value, { name = each.key })
}

resource "aws_sqs_queue" "q" {
  name = join(",", [for k, m in module.m : "${k}=${m.result.summary}"])
  tags = { for k, m in module.m : k => jsonencode(m.result) }
}
