import { operation } from '../access/operation.ts';
import { presentProof } from './present.ts';
import { proveInclusionOf } from './prove.ts';
import { InclusionProof, ProveInclusion } from './schema.ts';

/** CLAIMS R1: one receipt is proven to be in the signed ledger without showing any other. */
export const proveInclusion = operation({
  name: 'ledger.proveInclusion',
  title: 'Prove that a receipt is in the ledger',
  description:
    'An inclusion proof of RFC 9162, from the receipt to the root of the last checkpoint or of the size given.',
  http: 'GET /ledger/inclusion',
  permission: 'receipts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ProveInclusion,
  output: InclusionProof,
  writes: false,
  run: async (ctx, { seq, size }) => {
    const { hash, ...answer } = await proveInclusionOf(ctx, seq, size);
    return { seq, size: answer.size, hash: Buffer.from(hash).toString('hex'), ...presentProof(answer) };
  },
});
