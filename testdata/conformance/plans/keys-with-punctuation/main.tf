resource "aws_sns_topic" "each" {
  for_each = toset(["eu.west/1", "a \"quoted\" key", "ümlaut", "$${x}"])
  name     = "topic-${md5(each.key)}"
}
