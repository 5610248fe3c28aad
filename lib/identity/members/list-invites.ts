import { operation } from '../../access/operation.ts';
import { pageById } from '../page.ts';
import { InviteList, ListPage } from '../schema.ts';
import { listOpenInvites } from './invite-store.ts';
import { presentInvite } from './present.ts';

/** Invitations that were neither accepted nor revoked, those that ran out among them. */
export const listInvites = operation({
  name: 'invites.list',
  title: 'List open invitations',
  http: 'GET /invites',
  permission: 'members:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListPage,
  output: InviteList,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await pageById(ctx, 'invites.list', input, (afterId, limit) =>
      listOpenInvites(ctx.directory, ctx.org.id, afterId, limit),
    );
    return { data: rows.map((row) => presentInvite(row, ctx.now())), nextCursor };
  },
});
