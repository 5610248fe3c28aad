import { operation, textOutput } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { policyHash } from './policy.ts';
import { findPolicyByHash } from './policy-store.ts';
import { ReadConsentPolicy } from './schema.ts';

/**
 * What a policy's hash stands for, byte for byte: the SHA-256 of the answer is the hash.
 * @throws `not_found`; `internal` when what is kept is not what the hash names.
 */
export const readConsentPolicy = operation({
  name: 'consents.readPolicy',
  title: 'Read what visitors were asked',
  description: 'The exact text that the hash of a policy names, as canonical JSON (RFC 8785): its SHA-256 is the hash.',
  http: 'GET /consent-policies/{hash}',
  permission: 'consents:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadConsentPolicy,
  output: textOutput,
  writes: false,
  run: async (ctx, { hash }) => {
    const row = await findPolicyByHash(ctx.db, hash);
    if (row === undefined) throw fail('not_found');
    if (policyHash(row.snapshot) !== hash) throw fail('internal', { detail: `policy ${hash} is not what was asked` });
    return { contentType: 'application/json', text: row.snapshot };
  },
});
