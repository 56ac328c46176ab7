"""Kubernetes manifests: the API objects of YAML and JSON streams."""

from yourside.frontends.kubernetes.read import read

__all__ = ["read"]
