"""Terraform's built-in functions that depend on nothing but their arguments."""
