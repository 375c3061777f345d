export * from './engine/resilience-rule';
export * from './intent/resiliency-policy';
export * from './intent/tier';
export * as policies from '../policies';
