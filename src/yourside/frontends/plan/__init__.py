"""Plans and states as Terraform writes them in JSON: `terraform show -json` of either, and the raw state file."""

from yourside.frontends.plan.joining import joined
from yourside.frontends.plan.reading import read

__all__ = ["joined", "read"]
