"""An AWS account as an inventory: what its APIs list and describe of the types that rules read."""

from yourside.collect.aws.gather import gather

__all__ = ["gather"]
