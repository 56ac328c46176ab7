encrypted = true
zones     = ["a", "b"]
