import { operation } from '../access/operation.ts';
import { presentProof } from './present.ts';
import { proveConsistencyOf } from './prove.ts';
import { ConsistencyProof, ProveConsistency } from './schema.ts';

/** CLAIMS R1: nothing that an earlier checkpoint covers was changed since. */
export const proveConsistency = operation({
  name: 'ledger.proveConsistency',
  title: 'Prove that the ledger only grew',
  description: 'A consistency proof of RFC 9162, from an earlier size to the last checkpoint or to the size given.',
  http: 'GET /ledger/consistency',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ProveConsistency,
  output: ConsistencyProof,
  writes: false,
  run: async (ctx, { from, to }) => {
    const { fromRoot, ...answer } = await proveConsistencyOf(ctx, from, to);
    const { root, ...proof } = presentProof(answer);
    return { from, to: answer.size, fromRoot: Buffer.from(fromRoot).toString('hex'), toRoot: root, ...proof };
  },
});
