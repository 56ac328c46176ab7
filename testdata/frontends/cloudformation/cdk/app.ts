import { App } from 'aws-cdk-lib';
import { ShopStack } from './lib/stack';

const app = new App();
new ShopStack(app, 'Shop');
app.synth();
