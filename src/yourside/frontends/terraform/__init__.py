"""Terraform and OpenTofu configurations, native and JSON syntax."""

from yourside.frontends.terraform.reading import read

__all__ = ["read"]
