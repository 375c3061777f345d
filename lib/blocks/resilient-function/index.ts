export { ResilientFunction } from './resilient-function';
export type { ResilientFunctionProps } from './resilient-function-props';
export type { StreamReaderOptions } from './stream-reader';
