name  = "from tfvars"
zones = ["a"]
