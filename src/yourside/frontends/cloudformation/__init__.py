"""CloudFormation templates: parameters, conditions and intrinsic functions, evaluated as far as the text allows."""

from yourside.frontends.cloudformation.read import read

__all__ = ["read"]
