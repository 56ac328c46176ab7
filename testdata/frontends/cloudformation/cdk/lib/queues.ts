import { NestedStack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Queues extends NestedStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnQueue(this, 'Orders', {
      sqsManagedSseEnabled: false,
    });
  }
}
