export * from './health-alarm';
export * from './health-alarms';
export * from './options';
