"""Inventories of what is deployed: native resources in canonical terms, with the ids that the cloud knows them by.

What an inventory does not tell is unknown: a type that it does not list, a property that it does not hold.
"""

from yourside.frontends.live.read import read

__all__ = ["read"]
