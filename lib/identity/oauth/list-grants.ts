import { accountOperation, operation } from '../../access/operation.ts';
import { pageById } from '../page.ts';
import { ListPage, NoInput } from '../schema.ts';
import { liveGrantsIn, liveGrantsOf } from './grant-store.ts';
import { presentGrant } from './present.ts';
import { MyGrantList, OAuthGrantPage } from './schema.ts';

/** What members let programs do in the organisation now, oldest first. */
export const listGrants = operation({
  name: 'oauthGrants.list',
  title: 'List what programs may do for members',
  http: 'GET /oauth-grants',
  permission: 'oauthClients:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListPage,
  output: OAuthGrantPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await pageById(ctx, 'oauthGrants.list', input, (afterId, limit) =>
      liveGrantsIn(ctx.directory, { orgId: ctx.org.id, afterId, limit, now: ctx.now().toISOString() }),
    );
    return { data: rows.map(presentGrant), nextCursor };
  },
});

/** What the person lets programs do now, in whatever organisation, newest first. CLAIMS I6. */
export const listMyGrants = accountOperation({
  name: 'oauthGrants.listMine',
  title: 'List what programs may do for me',
  limits: ['account.general'],
  input: NoInput,
  output: MyGrantList,
  writes: false,
  run: async (ctx) => {
    const rows = await liveGrantsOf(ctx.control, ctx.principal.userId, ctx.now().toISOString());
    return {
      data: rows.map((row) => ({
        ...presentGrant(row),
        organization: { id: row.orgId, slug: row.orgSlug, name: row.orgName },
      })),
    };
  },
});
