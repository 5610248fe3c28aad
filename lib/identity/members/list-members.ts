import { operation } from '../../access/operation.ts';
import { pageById } from '../page.ts';
import { ListPage, MemberList } from '../schema.ts';
import { presentMember } from './present.ts';
import { listMemberRows } from './store.ts';

/** Who belongs to the organisation, in the order in which they joined. */
export const listMembers = operation({
  name: 'members.list',
  title: 'List members',
  http: 'GET /members',
  permission: 'members:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListPage,
  output: MemberList,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await pageById(ctx, 'members.list', input, (afterId, limit) =>
      listMemberRows(ctx.directory, ctx.org.id, afterId, limit),
    );
    return { data: rows.map((row) => presentMember(row, ctx.principal)), nextCursor };
  },
});
