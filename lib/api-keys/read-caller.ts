import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { allPermissions, inherentPermissions } from '../access/permissions.ts';
import { mayDo } from '../access/principal.ts';
import { fail } from '../platform/errors.ts';
import { Caller } from './schema.ts';
import { findKey } from './store.ts';

/** Says who asks, in which organisation, and what they may do there. */
export const readCaller = operation({
  name: 'me.read',
  title: 'See who you are',
  description: 'The organisation, the key or person that asks, the program that asks for them, and what they may do.',
  http: 'GET /me',
  permission: 'self:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: Caller,
  writes: false,
  run: async (ctx) => {
    const { principal, org } = ctx;
    const caller = {
      organization: { id: org.id, slug: org.slug, name: org.name, plan: org.plan },
      key: null,
      client: null,
      user: null,
      scopes: allPermissions.filter((name) => !inherentPermissions.has(name) && mayDo(principal, name)),
    };
    if (principal.kind === 'user') {
      const { userId: id, email, name, membership } = principal;
      return { ...caller, user: membership && { id, email, name, role: membership.role } };
    }
    if (principal.kind === 'client') {
      const { userId: id, role, clientId, clientName, grantId } = principal;
      const person = await ctx.directory.get<{ email: string; name: string | null }>(
        'SELECT u.email, u.name FROM User u JOIN Membership m ON m.userId = u.id WHERE m.orgId = ? AND u.id = ?',
        [org.id, id],
      );
      if (person === undefined) throw fail('unauthorized', { detail: 'no member any more' });
      return { ...caller, client: { id: clientId, name: clientName, grantId }, user: { id, ...person, role } };
    }
    if (principal.kind !== 'key') return caller;
    const row = await findKey(ctx.directory, org.id, principal.keyId);
    if (!row) throw fail('unauthorized', { detail: 'the key is gone' });
    const mode = row.mode === 'test' ? ('test' as const) : ('live' as const);
    return { ...caller, key: { id: row.id, name: row.name, mode, prefix: row.prefix, expiresAt: row.expiresAt } };
  },
});
