import { Stack, StackProps, RemovalPolicy } from 'aws-cdk-lib';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Queues } from './queues';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    new Bucket(this, 'Receipts', {
      versioned: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const network = new Vpc(this, 'Network', { maxAzs: 1, natGateways: 0 });
    const admin = new SecurityGroup(this, 'Admin', { vpc: network });
    admin.addIngressRule(Peer.anyIpv4(), Port.tcp(22), 'ssh');

    new Queues(this, 'Queues');
  }
}
