export * from './escalation-policy';
export * from './escalation-policy-props';
export * from './responder';
