import { RuleTester } from 'cdk-resilience/rules';
import type { Rule } from '../../../lib/engine/rule';
const files = ['backup-coverage','backup-plan','backup-recovery','backup-vault','s3','s3-lock','s3-replication','efs','fsx','storage','ecr','stateful','keys-and-secrets','logs'];
for (const f of files) for (const r of Object.values(require(`../../../policies/rules/${f}`)) as Rule[]) RuleTester.run(r, { valid: [], invalid: [] });
