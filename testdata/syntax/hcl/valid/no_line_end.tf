x = <<EOT
no line end
EOT