"""Templates that the AWS CDK wrote: what they say of the constructs that they were made from.

https://docs.aws.amazon.com/cdk/v2/guide/deploy.html
"""

from yourside.frontends.cloudformation.cdk.assembly import Assembly
from yourside.frontends.cloudformation.cdk.constructs import asset_of, placed

__all__ = ["Assembly", "asset_of", "placed"]
