import { auditOf, recordAudit, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { assertStillStands } from '../../access/still-stands.ts';
import type { SqlWriter } from '../../platform/db/types.ts';
import { fail, type HoldfastError } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { consolePath } from '../links.ts';
import { insertMembership, organizationsOf, roleIn } from '../memberships.ts';
import { AcceptInvite, SignedIn } from '../schema.ts';
import { moveSession } from '../sessions.ts';
import { answerEntered, type Entered, enter } from '../sign-in/enter.ts';
import { type UserRow, userOfProvenEmail } from '../users.ts';
import { checkInvite, type InviteRefusal } from './invite-offer.ts';
import { type InviteRow, markInviteAccepted } from './invite-store.ts';

/**
 * Accepts an invitation. Afterwards the person is a member with the role that was invited, whatever the request says, and
 * their session is in the organisation. Works once; of any number that try at once, one gets in.
 *
 * @throws `sign_in_failed` for a dead invitation, the same for every reason; `unauthorized` when the address has an
 * account and nobody is signed in; `conflict` when somebody else is; `already_member`.
 */
export const acceptInvite = publicOperation({
  name: 'auth.acceptInvite',
  title: 'Accept an invitation',
  http: 'POST /auth/accept-invite',
  limits: ['auth.address', 'auth.accept-invite'],
  input: AcceptInvite,
  output: SignedIn,
  writes: true,
  refuses: ['unauthorized', 'sign_in_failed', 'already_member', 'conflict'],
  run: async (ctx, { token, name }) => {
    const asked = { principal: ctx.principal, now: ctx.now() };
    const first = await checkInvite(ctx.control, token, asked);
    if (!first.ok) throw await refuse(ctx, first.refusal, first.invite?.orgId ?? null);
    const { orgId } = first.invite;
    try {
      const { entered } = await ctx.control.writeFor(orgId, receiptsOf, async (tx) => {
        // Again, inside the write: what was true before it may have changed, the session of who asks among it.
        await assertStillStands(tx, ctx.principal, null);
        const check = await checkInvite(tx, token, asked);
        if (!check.ok) throw new Refused(check.refusal);
        return join(tx, ctx, check.invite, name ?? null);
      });
      return await answerEntered(ctx, entered);
    } catch (error) {
      if (error instanceof Refused) throw await refuse(ctx, error.refusal, orgId);
      throw error;
    }
  },
});

interface Joined {
  readonly entered: Entered;
  readonly membershipId: string;
  readonly invite: InviteRow;
}

const receiptsOf = ({ entered, membershipId, invite }: Joined) => {
  const detail = { userId: entered.user.id, email: invite.email, role: invite.role };
  return [
    { action: 'invite.accepted', subject: invite.id, detail: { ...detail, invitedBy: invite.invitedBy } },
    { action: 'member.added', subject: membershipId, detail },
  ];
};

async function join(tx: SqlWriter, ctx: PublicContext, invite: InviteRow, name: string | null): Promise<Joined> {
  const now = ctx.now();
  const at = now.toISOString();
  // Whoever has the link has read mail at the address.
  const user = await userOfProvenEmail(tx, invite.email, name, now);
  const { orgId } = invite;
  if ((await roleIn(tx, orgId, user.id)) !== null) throw fail('already_member');
  if (!(await markInviteAccepted(tx, orgId, invite.id, at))) throw new Refused('used');
  const membershipId = await insertMembership(tx, { orgId, userId: user.id, role: invite.role, now });
  await recordAuditIn(tx, {
    ...auditOf(ctx),
    orgId,
    actor: user.id,
    action: 'auth.accept_invite',
    outcome: 'ok',
    detail: { inviteId: invite.id, role: invite.role },
  });
  return { entered: await enterAs(tx, ctx, user, orgId), membershipId, invite };
}

/** Whoever has an account is signed in to it. A link that lives for days proves nothing anew: their session moves, no younger. */
async function enterAs(tx: SqlWriter, ctx: PublicContext, user: UserRow, orgId: string): Promise<Entered> {
  const organization = (await organizationsOf(tx, user.id)).find(({ id }) => id === orgId);
  if (organization === undefined) throw fail('internal', { detail: 'joined an organisation that nobody can enter' });
  const { slug, role } = organization;
  const redirectTo = consolePath(slug);
  if (ctx.principal.kind !== 'user') return enter(tx, ctx, user, { method: 'email', redirectTo });
  const at = { env: ctx.services.env, request: ctx.request, now: ctx.now() };
  return { user, session: await moveSession(tx, ctx.principal, { orgId, role }, at), organization, redirectTo };
}

/** Leaves the write, which is rolled back, with the reason. Never leaves this module. */
class Refused extends Error {
  readonly refusal: InviteRefusal;
  constructor(refusal: InviteRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

async function refuse(ctx: PublicContext, refusal: InviteRefusal, orgId: string | null): Promise<HoldfastError> {
  await recordAudit(ctx.control, {
    ...auditOf(ctx),
    orgId,
    action: 'auth.accept_invite',
    outcome: 'refused',
    reason: refusal,
  });
  switch (refusal) {
    case 'sign_in_first':
      return fail('unauthorized', {
        message: 'This address has an account. Sign in with it, then open the invitation again.',
      });
    case 'other_account':
      return fail('conflict', {
        message: 'You are signed in with another address than the one that was invited. Sign out first.',
      });
    default:
      return fail('sign_in_failed', { detail: refusal });
  }
}
