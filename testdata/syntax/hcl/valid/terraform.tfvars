region = "eu-central-1"
zones  = ["a", "b"]
