export * from './journey-alarms';
export * from './journey-alarms-props';
export * from './journey-probe';
