import { accountOperation } from '../../access/operation.ts';
import { NoInput } from '../schema.ts';
import { liveSessionsOf } from '../session-store.ts';
import { membershipsOfAccount, providersOf, readAccountRow } from './account-store.ts';
import { Account } from './schema.ts';

/** What the installation knows of the person themselves. CLAIMS G1. */
export const readAccount = accountOperation({
  name: 'account.read',
  title: 'Read my account',
  limits: ['account.general'],
  input: NoInput,
  output: Account,
  writes: false,
  run: async (ctx) => {
    const { userId } = ctx.principal;
    const [row, memberships, providers, sessions] = await Promise.all([
      readAccountRow(ctx.control, userId),
      membershipsOfAccount(ctx.control, userId),
      providersOf(ctx.control, userId),
      liveSessionsOf(ctx.control, userId, ctx.now().toISOString()),
    ]);
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      createdAt: row.createdAt,
      providers,
      organizations: memberships.map(({ slug, name, role, createdAt, onlyOwner }) => ({
        slug,
        name,
        role,
        since: createdAt,
        onlyOwner,
      })),
      sessions: sessions.length,
    };
  },
});
