export * from './backup-destination';
export * from './backup-guarantee';
export * from './backup-protection';
export * from './backup-protection-props';
export * from './backup-resource-type';
export * from './backup-vault-options';
export { DataProtection, type DataProtectionProps } from './data-protection';
export * from './restore-testing';
export * from './tagged-resources';
