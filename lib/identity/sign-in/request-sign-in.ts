import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { admit } from '../../platform/bot-check.ts';
import { signInLink } from '../links.ts';
import { signInMail } from '../mail-texts.ts';
import { localPath } from '../redirect-path.ts';
import { RequestSignIn, SignInRequested } from '../schema.ts';
import { browserCookie } from '../session-cookies.ts';
import { browserMark, hashOfMark } from './browser-binding.ts';
import { issueLoginToken, loginLinkSeconds } from './login-tokens.ts';
import { mailboxTag } from './mailbox-tag.ts';

/**
 * Sends a sign-in link to the address. Whether it has an account is not even looked up here: the same link signs in and
 * registers, so answer, work and time are the same for all addresses. CLAIMS I7, I12, L2, E3.
 */
export const requestSignIn = publicOperation({
  name: 'auth.request',
  title: 'Send a sign-in link by mail',
  description: 'Registers as well: the link makes the account when there is none. It works once, for 10 minutes.',
  http: 'POST /auth/request',
  limits: ['auth.address', 'auth.request'],
  input: RequestSignIn,
  output: SignInRequested,
  writes: true,
  refuses: ['bot_check_failed', 'bot_check_unavailable', 'mail_unavailable'],
  status: 202,
  run: async (ctx, input) => {
    const { botCheck, mailer, origin, secrets } = ctx.services;
    const { form, turnstileToken: token } = input;
    admit(form, await botCheck.verify({ form, token, address: ctx.request.address }));
    const mark = browserMark(origin, ctx.request);
    const link = await ctx.control.write(async (tx) => {
      await recordAuditIn(tx, {
        ...auditOf(ctx),
        action: 'auth.request',
        outcome: 'ok',
        detail: { mailbox: mailboxTag(secrets, input.email), form: input.form },
      });
      return issueLoginToken(tx, secrets, {
        email: input.email,
        purpose: 'login',
        redirectTo: localPath(input.redirectTo),
        browserHash: hashOfMark(mark),
        lifeSeconds: loginLinkSeconds,
        now: ctx.now(),
      });
    });
    await mailer.send(signInMail(input.email, { url: signInLink(origin, link.token), code: link.code }));
    // A little longer than the link, so that a mail opened in its last second finds its browser.
    ctx.answer.setCookie(browserCookie(origin, mark, loginLinkSeconds + 60));
    return { status: 'sent' as const, expiresInSeconds: loginLinkSeconds };
  },
});
