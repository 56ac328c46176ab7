from aws_cdk import Stack
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class ShopStack(Stack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        s3.Bucket(self, "Receipts", versioned=True)
        sqs.CfnQueue(
            self,
            "Orders",
            sqs_managed_sse_enabled=False,
        )
