import type { z } from 'zod';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { requireFactor } from '../access/factor-standing.ts';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { canonicalBlocks, futureInstant } from './make-key.ts';
import { presentKey, stateOf, storedList } from './present.ts';
import { ApiKey, UpdateApiKey } from './schema.ts';
import { findKey, type KeyRow, updateKey } from './store.ts';

/**
 * Changes a key's name, where it may be used from, or brings its expiry forward. Afterwards that holds, from the next
 * request on. What changes nothing leaves no receipt.
 *
 * @throws `not_found`; `conflict` for a key that works no more; `invalid_input` for a later expiry; what {@link requireFactor}
 * throws where a key that was good from some addresses alone is to be good from others.
 */
export const updateApiKey = operation({
  name: 'apiKeys.update',
  title: 'Change an API key',
  description: 'Its name, where it may be used from, and an earlier expiry. Its scopes never change.',
  http: 'PATCH /api-keys/{id}',
  permission: 'apiKeys:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateApiKey,
  output: ApiKey,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['conflict'],
  run: async (ctx, input) => {
    const now = ctx.now();
    const found = await findKey(ctx.directory, ctx.org.id, input.id);
    if (!found) throw fail('not_found');
    if (isUnchanged(changesOf(found, input, now))) return presentKey(found, now);
    const { row } = await ctx.directory.write(
      ({ row, changes }: Changed) => ({
        action: 'apiKey.updated',
        subject: row.id,
        detail: { name: row.name, prefix: row.prefix, ...changes },
      }),
      async (tx) => {
        // Again, inside the write: a rotation may have brought the expiry forward since.
        const present = (await findKey(tx, ctx.org.id, input.id)) ?? found;
        const changes = changesOf(present, input, now);
        if (letsOthersIn(present, changes)) await requireFactor(ctx);
        const { allowedAddresses, ...rest } = changes;
        const blocks = allowedAddresses ? { allowedAddresses: JSON.stringify(allowedAddresses) } : {};
        const row: KeyRow = { ...present, ...rest, ...blocks };
        await updateKey(tx, ctx.org.id, row);
        const detail = { keyId: row.id, changed: Object.keys(changes).join(' ') };
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'apiKey.update', outcome: 'ok', detail });
        return { row, changes };
      },
    );
    return presentKey(row, now);
  },
});

interface Changed {
  readonly row: KeyRow;
  readonly changes: Changes;
}

interface Changes {
  name?: string;
  allowedAddresses?: readonly string[];
  expiresAt?: string;
}

/** Whether a key that is bound to some addresses would be good from others. */
function letsOthersIn(row: KeyRow, { allowedAddresses }: Changes): boolean {
  const bound = storedList(row.allowedAddresses);
  if (allowedAddresses === undefined || bound.length === 0) return false;
  return allowedAddresses.length === 0 || allowedAddresses.some((block) => !bound.includes(block));
}

const isUnchanged = (changes: Changes) => Object.keys(changes).length === 0;

/** What the input would change: what is as it was is left out. */
function changesOf(row: KeyRow, input: z.output<typeof UpdateApiKey>, now: Date): Changes {
  if (stateOf(row, now) !== 'active') throw fail('conflict', { message: 'This key works no more.' });
  const changes: Changes = {};
  if (input.name !== undefined && input.name !== row.name) changes.name = input.name;
  if (input.allowedAddresses !== undefined) {
    const blocks = canonicalBlocks(input.allowedAddresses);
    if (JSON.stringify(blocks) !== JSON.stringify(storedList(row.allowedAddresses))) changes.allowedAddresses = blocks;
  }
  if (input.expiresAt !== undefined && Date.parse(input.expiresAt) !== Date.parse(row.expiresAt ?? '')) {
    const expiresAt = futureInstant(input.expiresAt, now);
    if (row.expiresAt !== null && expiresAt > row.expiresAt) {
      const message = 'A key never works for longer than it was made for. Rotate it instead.';
      throw fail('invalid_input', { problems: [{ path: 'expiresAt', message }] });
    }
    changes.expiresAt = expiresAt;
  }
  return changes;
}
