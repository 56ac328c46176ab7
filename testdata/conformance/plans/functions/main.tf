locals {
  csv = csvdecode("name,size\na,1\nb,2")
}

resource "aws_ebs_volume" "each" {
  for_each          = { for row in local.csv : row.name => row }
  availability_zone = element(["a", "b"], tonumber(each.value.size))
  size              = pow(2, each.value.size)
}

resource "aws_s3_bucket" "b" {
  bucket = replace(lower(trimspace("  ACME Bucket ")), "/[^a-z]+/", "-")
  tags = {
    sum    = sum([1, 2, 3.5])
    hash   = sha256("x")
    base   = base64encode("hello")
    sorted = join(",", sort(distinct(["b", "a", "b"])))
    zip    = jsonencode(zipmap(["a", "b"], [1, true]))
    range  = join(" ", [for i in range(3) : tostring(i * i)])
    slice  = join("", slice(["a", "b", "c"], 1, 3))
    look   = lookup({ a = "1" }, "b", "none")
    sub    = substr("abcdef", -3, 2)
    regex  = regex("[0-9]+", "abc123")
    chunk  = length(chunklist(["a", "b", "c"], 2))
    cidr   = cidrhost("10.0.0.0/24", 5)
  }
}
