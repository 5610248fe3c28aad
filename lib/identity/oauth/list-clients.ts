import { operation } from '../../access/operation.ts';
import { pageById } from '../page.ts';
import { ListPage } from '../schema.ts';
import { listClientRows } from './client-store.ts';
import { presentClient } from './present.ts';
import { OAuthClientPage } from './schema.ts';

/** The programs that owners registered, oldest first. The one that comes with the product is in no list: it is everywhere. */
export const listClients = operation({
  name: 'oauthClients.list',
  title: 'List programs that may act for people',
  http: 'GET /oauth-clients',
  permission: 'oauthClients:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListPage,
  output: OAuthClientPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await pageById(ctx, 'oauthClients.list', input, (afterId, limit) =>
      listClientRows(ctx.directory, ctx.org.id, afterId, limit),
    );
    return { data: rows.map(presentClient), nextCursor };
  },
});
