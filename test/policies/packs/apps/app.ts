import { App } from 'aws-cdk-lib';
import { addPlan, type Plan } from './plan';

const app = new App();
addPlan(app, JSON.parse(String(app.node.tryGetContext('plan'))) as Plan);
