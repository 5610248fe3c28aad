import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { presentKey } from './present.ts';
import { ApiKey, ApiKeyId } from './schema.ts';
import { findKey } from './store.ts';

/** @throws `not_found` for another organisation's key as for one that never was. */
export const readApiKey = operation({
  name: 'apiKeys.read',
  title: 'Read an API key',
  http: 'GET /api-keys/{id}',
  permission: 'apiKeys:read',
  feature: undefined,
  limits: ['api.general'],
  input: ApiKeyId,
  output: ApiKey,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findKey(ctx.directory, ctx.org.id, id);
    if (!row) throw fail('not_found');
    return presentKey(row, ctx.now());
  },
});
