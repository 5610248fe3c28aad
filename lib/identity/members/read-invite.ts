import { publicOperation } from '../../access/operation.ts';
import { InviteOffer, ReadInvite } from '../schema.ts';
import { findUserByEmail } from '../users.ts';
import { checkInvite } from './invite-offer.ts';

/** What the page behind an invitation shows. Reading consumes nothing. */
export const readInvite = publicOperation({
  name: 'auth.readInvite',
  title: 'See what an invitation offers',
  limits: ['auth.pages'],
  input: ReadInvite,
  output: InviteOffer,
  writes: false,
  run: async (ctx, { token }) => {
    const check = await checkInvite(ctx.control, token, { principal: ctx.principal, now: ctx.now() });
    const dead = { state: 'dead' as const, organizationName: null, email: null, role: null, newcomer: false };
    const { invite } = check;
    if (invite === null) return dead;
    if (!check.ok && check.refusal !== 'sign_in_first' && check.refusal !== 'other_account') return dead;
    const org = await ctx.control.get<{ name: string }>('SELECT name FROM Organization WHERE id = ?', [invite.orgId]);
    const states = { sign_in_first: 'sign-in', other_account: 'other-account' } as const;
    const state = check.ok ? ('ready' as const) : states[check.refusal as keyof typeof states];
    const newcomer = (await findUserByEmail(ctx.control, invite.email)) === undefined;
    return { state, organizationName: org?.name ?? null, email: invite.email, role: invite.role, newcomer };
  },
});
