import type { z } from 'zod';
import { operation } from '../../access/operation.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { isHeldAtAll } from '../holds/active-holds.ts';
import { findErasureOf, findErasureSettings, findOwners } from './erasure-store.ts';
import { presentProposed } from './present.ts';
import { type ErasureImpact, ErasureOverview, NoErasureInput } from './schema.ts';

/** What erasing the organisation would take, shown before anybody decides. */
export const readErasure = operation({
  name: 'erasure.read',
  title: 'See what erasing the organisation would take',
  description: 'What would go, by count; how the owners guard the erasure; and whether one was asked for.',
  http: 'GET /organization/erasure',
  permission: 'organization:erase',
  feature: undefined,
  limits: ['api.general'],
  input: NoErasureInput,
  output: ErasureOverview,
  writes: false,
  run: async (ctx) => {
    const row = await findErasureOf(ctx.directory, ctx.org.id);
    return {
      settings: await findErasureSettings(ctx.directory, ctx.org.id),
      owners: (await findOwners(ctx.directory, ctx.org.id)).length,
      held: await isHeldAtAll(ctx.db),
      impact: await impactOf(ctx),
      erasure: row === undefined || row.state === 'cancelled' ? null : presentProposed(row),
    };
  },
});

async function impactOf(ctx: TenantContext): Promise<z.output<typeof ErasureImpact>> {
  const inside = await ctx.db.get<
    Omit<z.output<typeof ErasureImpact>, 'members' | 'invitations' | 'apiKeys' | 'links'>
  >(
    `SELECT (SELECT count(*) FROM Contact) AS contacts, (SELECT count(*) FROM Deal) AS deals,
            (SELECT count(*) FROM Activity) AS activities, (SELECT count(*) FROM Interaction) AS interactions,
            (SELECT count(*) FROM File) AS files, (SELECT coalesce(sum(bytes), 0) FROM File) AS fileBytes,
            (SELECT count(*) FROM DataExport WHERE object IS NOT NULL) AS exports,
            (SELECT count(*) FROM Receipt) AS receipts`,
  );
  const orgId = ctx.org.id;
  const now = ctx.now().toISOString();
  const outside = await ctx.directory.get<
    Pick<z.output<typeof ErasureImpact>, 'members' | 'invitations' | 'apiKeys' | 'links'>
  >(
    `SELECT (SELECT count(*) FROM Membership WHERE orgId = ?) AS members,
            (SELECT count(*) FROM Invite WHERE orgId = ? AND acceptedAt IS NULL AND revokedAt IS NULL AND expiresAt > ?)
              AS invitations,
            (SELECT count(*) FROM ApiKey WHERE orgId = ? AND revokedAt IS NULL AND (expiresAt IS NULL OR expiresAt > ?))
              AS apiKeys,
            (SELECT count(*) FROM LedgerShare WHERE orgId = ? AND revokedAt IS NULL AND expiresAt > ?) AS links`,
    [orgId, orgId, now, orgId, now, orgId, now],
  );
  return {
    ...{ contacts: 0, deals: 0, activities: 0, interactions: 0, files: 0, fileBytes: 0, exports: 0, receipts: 0 },
    ...inside,
    ...{ members: 0, invitations: 0, apiKeys: 0, links: 0 },
    ...outside,
  };
}
