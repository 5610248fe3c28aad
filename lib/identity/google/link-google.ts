import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { Linked, LinkOffer, Unlinked, UnlinkProvider } from '../account/schema.ts';
import { noticeOf, sendNotices } from '../factors/notices.ts';
import { NoInput } from '../schema.ts';
import { findSession } from '../session-store.ts';
import { findUser } from '../users.ts';
import { deleteLink, holderOf, insertLink } from './account-links.ts';
import { clearedPendingLink, pendingLinkOf } from './pending-link.ts';

/** What the page shows on which a person says that an account at a provider is theirs. Reading links nothing. */
export const readLinkOffer = accountOperation({
  name: 'account.readLinkOffer',
  title: 'See which account at a provider waits to be linked',
  limits: ['account.general'],
  input: NoInput,
  output: LinkOffer,
  writes: false,
  run: async (ctx) => {
    const pending = pendingLinkOf(ctx.services, ctx.request, ctx.principal.userId, ctx.now());
    return pending === null
      ? { state: 'dead' as const, email: null, issuer: null }
      : { state: 'ready' as const, email: pending.email, issuer: pending.issuer };
  },
});

/**
 * Links the account at a provider that was just proven in this browser. Afterwards it signs the person in, and they were told
 * by mail, with a way to take it back. CLAIMS I1; ASVS 5.0, 6.8.1.
 * @throws `conflict` when nothing waits here any more, it signs in somebody else, or the address is another one now; what
 * step-up asks for.
 */
export const linkGoogle = accountOperation({
  name: 'account.link',
  title: 'Link an account at a provider',
  limits: ['account.general'],
  input: NoInput,
  output: Linked,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict'],
  run: async (ctx) => {
    const { userId } = ctx.principal;
    const { origin } = ctx.services;
    const now = ctx.now();
    const pending = pendingLinkOf(ctx.services, ctx.request, userId, now);
    if (pending === null) throw fail('conflict', { message: 'That took too long. Choose your Google account again.' });
    const mail = await ctx.control.write(async (tx) => {
      const holder = await holderOf(tx, pending);
      if (holder === userId) return null;
      const person = await findUser(tx, userId);
      if (holder !== undefined || person?.email !== pending.email) {
        throw fail('conflict', { message: 'That Google account belongs to another account here.' });
      }
      const subject = await insertLink(tx, userId, pending, now);
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'account.link', outcome: 'ok', detail: { link: subject } });
      return noticeOf(tx, { userId, change: 'provider-linked', subject, origin, now });
    });
    ctx.answer.setCookie(clearedPendingLink(origin));
    if (mail !== null) await sendNotices(ctx.services, [mail]);
    return { status: 'linked' as const };
  },
});

/**
 * Takes an account at a provider off: from now on it signs nobody in. Asked for in a session that was opened without it, so
 * that nobody takes their last way in away. The person was told by mail.
 * @throws `conflict` in a session that the provider opened; `not_found`; what step-up asks for.
 */
export const unlinkGoogle = accountOperation({
  name: 'account.unlink',
  title: 'Unlink an account at a provider',
  limits: ['account.general'],
  input: UnlinkProvider,
  output: Unlinked,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict', 'not_found'],
  run: async (ctx, { id }) => {
    const { userId, sessionId } = ctx.principal;
    const now = ctx.now();
    const mail = await ctx.control.write(async (tx) => {
      if (!(await deleteLink(tx, userId, id))) throw fail('not_found');
      // Whoever is here by another way has that way.
      const session = await findSession(tx, sessionId);
      if (session === undefined || session.method === 'google') throw fail('conflict', { message: otherWayFirst });
      await recordAuditIn(tx, { ...auditOf(ctx), action: 'account.unlink', outcome: 'ok', detail: { link: id } });
      return noticeOf(tx, { userId, change: 'provider-unlinked', origin: ctx.services.origin, now });
    });
    await sendNotices(ctx.services, [mail]);
    return { status: 'unlinked' as const };
  },
});

const otherWayFirst =
  'You are signed in by this very account. Sign in by mail or with a passkey, then unlink it: so you know that you get in without it.';
