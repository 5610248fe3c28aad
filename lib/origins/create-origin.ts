import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { presentOrigin } from './present.ts';
import { AllowedOrigin, CreateOrigin, originsMax } from './schema.ts';
import { allowsOrigin, countOrigins, insertOrigin } from './store.ts';

/**
 * Afterwards browsers let pages of that origin call the API with a key of this organisation and read its answers.
 * @throws `conflict` when it is allowed already, `quota_reached` past fifty. CLAIMS E8.
 */
export const createOrigin = operation({
  name: 'origins.create',
  title: 'Allow an origin',
  description:
    'Browsers then let pages of that origin call the API with a key of this organisation. Give scheme, host and port exactly; https only, but for this machine.',
  http: 'POST /origins',
  permission: 'origins:write',
  feature: 'api_access',
  limits: ['api.general'],
  input: CreateOrigin,
  output: AllowedOrigin,
  writes: true,
  refuses: ['conflict', 'quota_reached'],
  status: 201,
  run: async (ctx, { origin }) => {
    const row = { id: newId('ori'), origin, createdBy: ctx.actor, createdAt: ctx.now().toISOString() };
    await ctx.directory.write({ action: 'origin.allowed', subject: row.id, detail: { origin } }, async (tx) => {
      if (await allowsOrigin(tx, ctx.org.id, origin))
        throw fail('conflict', { message: `${origin} is allowed already.` });
      if ((await countOrigins(tx, ctx.org.id)) >= originsMax) {
        throw fail('quota_reached', { message: `At most ${originsMax} origins can be allowed. Remove one first.` });
      }
      await insertOrigin(tx, ctx.org.id, row);
      const event = { ...auditOf(ctx), action: 'origin.allow', outcome: 'ok' } as const;
      await recordAuditIn(tx, { ...event, detail: { originId: row.id, origin } });
    });
    return presentOrigin(row);
  },
});
