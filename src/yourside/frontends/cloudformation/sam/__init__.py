"""AWS SAM: the CloudFormation resources that `AWS::Serverless::*` resources stand for, placed where those are written.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
"""

from yourside.frontends.cloudformation.sam.expand import Expansion, expand

__all__ = ["Expansion", "expand"]
