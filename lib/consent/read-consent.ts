import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { findConsent } from './consent-store.ts';
import { presentConsent } from './present.ts';
import { ConsentEntry, ReadConsent } from './schema.ts';

/** @throws `not_found` when there is no such choice, or its visitor deleted it. */
export const readConsent = operation({
  name: 'consents.read',
  title: 'Read a choice of a visitor',
  description: 'What was chosen, when and where. What opens the visitor’s choices is not in it.',
  http: 'GET /consents/{id}',
  permission: 'consents:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadConsent,
  output: ConsentEntry,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findConsent(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    return presentConsent(row);
  },
});
