import type { z } from 'zod';
import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { isoAfter } from '../platform/clock.ts';
import { fail } from '../platform/errors.ts';
import { assertGrantable, futureInstant, type MadeKey, makeKey } from './make-key.ts';
import { presentKey, stateOf, storedList } from './present.ts';
import { RotateApiKey, RotatedApiKey } from './schema.ts';
import { findKey, type KeyRow, markReplaced } from './store.ts';

/**
 * Puts a new key in a key's place: same name, mode, scopes and addresses. Afterwards both work until the grace ends, and
 * the old one never past its own expiry. The new secret is in this answer and nowhere else. Of any number of rotations at
 * once, one is done. CLAIMS K8.
 *
 * @throws `not_found`; `conflict` for a key that was revoked, has expired or was rotated before.
 */
export const rotateApiKey = operation({
  name: 'apiKeys.rotate',
  title: 'Rotate an API key',
  description:
    'Answers with a new secret key, once, and lets the old one work until the grace ends: deploy the new one meanwhile.',
  http: 'POST /api-keys/{id}/rotate',
  permission: 'apiKeys:write',
  feature: 'api_access',
  limits: ['api.general'],
  input: RotateApiKey,
  output: RotatedApiKey,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict'],
  revealsSecret: true,
  status: 201,
  location: (key) => `/api-keys/${key.id}`,
  run: async (ctx, input) => {
    const now = ctx.now();
    const { row, secret, old } = await ctx.directory.write(receiptsOf, async (tx) => {
      // Inside the write: of two rotations at once the second finds what the first has done.
      const old = await findKey(tx, ctx.org.id, input.id);
      if (!old) throw fail('not_found');
      assertRotatable(old, now);
      assertGrantable(ctx.principal, storedList(old.scopes));
      const made = await makeKey(
        tx,
        { orgId: ctx.org.id, peppers: ctx.services.secrets.apiKeyPeppers },
        {
          name: old.name,
          mode: old.mode === 'test' ? 'test' : 'live',
          scopes: old.scopes,
          createdBy: ctx.actor,
          createdAt: now.toISOString(),
          expiresAt: expiryOfNew(old, input, now),
          allowedAddresses: old.allowedAddresses,
        },
      );
      const graceEnd = isoAfter(now, input.graceSeconds);
      const expiresAt = old.expiresAt !== null && old.expiresAt < graceEnd ? old.expiresAt : graceEnd;
      await markReplaced(tx, ctx.org.id, old.id, { byId: made.row.id, expiresAt });
      const detail = { keyId: old.id, replacedById: made.row.id };
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'apiKey.rotate', outcome: 'ok', detail });
      return { ...made, old: { ...old, expiresAt } };
    });
    return { ...presentKey(row, now), key: secret.text, replaces: { id: old.id, expiresAt: old.expiresAt } };
  },
});

interface Rotated extends MadeKey {
  readonly old: KeyRow & { readonly expiresAt: string };
}

const receiptsOf = ({ row, old }: Rotated) => [
  {
    action: 'apiKey.created',
    subject: row.id,
    detail: {
      name: row.name,
      mode: row.mode,
      prefix: row.prefix,
      scopes: storedList(row.scopes),
      expiresAt: row.expiresAt,
      allowedAddresses: storedList(row.allowedAddresses),
      replaces: old.id,
    },
  },
  {
    action: 'apiKey.rotated',
    subject: old.id,
    detail: { name: old.name, prefix: old.prefix, replacedBy: row.id, expiresAt: old.expiresAt },
  },
];

function assertRotatable(old: KeyRow, now: Date): void {
  const state = stateOf(old, now);
  if (state === 'revoked') throw fail('conflict', { message: 'This key was revoked. Create a new one.' });
  if (old.replacedById !== null) throw fail('conflict', { message: 'This key was rotated before.' });
  if (state === 'expired') throw fail('conflict', { message: 'This key has expired. Create a new one.' });
}

function expiryOfNew(old: KeyRow, input: z.output<typeof RotateApiKey>, now: Date): string | null {
  if (input.expiresAt !== undefined) return input.expiresAt === null ? null : futureInstant(input.expiresAt, now);
  if (old.expiresAt === null) return null;
  return isoAfter(now, (Date.parse(old.expiresAt) - Date.parse(old.createdAt)) / 1000);
}
