import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { liveGrantsOfMember } from '../oauth/grant-store.ts';
import { MemberId, MemberSessions } from '../schema.ts';
import { liveSessionsIn } from '../session-store.ts';
import { presentSessions } from '../sign-in/present-session.ts';
import { presentMember } from './present.ts';
import { findMember } from './store.ts';

/**
 * Where a member is signed in to this organisation: browsers, and programs that act for them here. What they do elsewhere
 * is not told. CLAIMS I6.
 * @throws `not_found`.
 */
export const listMemberSessions = operation({
  name: 'members.listSessions',
  title: 'List the sessions of a member',
  http: 'GET /members/{id}/sessions',
  permission: 'sessions:write',
  feature: undefined,
  limits: ['api.general'],
  input: MemberId,
  output: MemberSessions,
  writes: false,
  run: async (ctx, { id }) => {
    const member = await findMember(ctx.directory, ctx.org.id, id);
    if (!member) throw fail('not_found');
    const now = ctx.now().toISOString();
    const [sessions, grants] = await Promise.all([
      liveSessionsIn(ctx.directory, ctx.org.id, member.userId, now),
      liveGrantsOfMember(ctx.directory, ctx.org.id, member.userId, now),
    ]);
    const currentId = ctx.principal.kind === 'user' ? ctx.principal.sessionId : null;
    return { member: presentMember(member, ctx.principal), data: presentSessions(sessions, grants, currentId) };
  },
});
