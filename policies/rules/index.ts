import type { Rule } from '../../lib/engine/rule';
import * as rds from './rds';

/** All rules. A rule is registered by being exported from the file of its service. */
export const RULES: readonly Rule[] = [rds].flatMap((service) => Object.values(service));
