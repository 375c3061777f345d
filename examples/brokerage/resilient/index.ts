import type { App } from 'aws-cdk-lib';
export function addResilientBrokerage(_app: App): void {}
