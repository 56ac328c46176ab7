# Größe in Gigabyte 🗄
variable "größe" {
  description = "Größe – 大小 🗄"
  default     = 10
}
resource "aws_ebs_volume" "daten" {
  size = var.größe # €
  tags = { "Straße" = "🛣 ${var.größe}" }
}
