export * from './escalation-policy';
export * from './escalation-policy-props';
export * from './responder';
export * from './service-events';
export * from './topic-delivery-logs';
