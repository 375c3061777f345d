/** How far a number can be trusted. */
export type Confidence = 'HIGH' | 'MEDIUM' | 'LOW';
