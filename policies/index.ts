export * from './packs/options';
export * from './packs/packs';
export * from './packs/resilience-pack';
