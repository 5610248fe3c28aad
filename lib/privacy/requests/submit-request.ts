import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { limitHeaders } from '../../access/limit-headers.ts';
import { publicOperation } from '../../access/operation.ts';
import { admit } from '../../platform/bot-check.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { askToAttend } from './attend-job.ts';
import { issueCode, mailboxTag } from './codes.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { confirmLink } from './links.ts';
import { confirmMail } from './mails.ts';
import { receiveRequest } from './receive-request.ts';
import { SubjectRequestSubmitted, SubmitSubjectRequest } from './schema.ts';
import { codeSeconds, unverifiedSeconds } from './terms.ts';

/**
 * Takes a request of anybody, and mails a code to the address that it names. Afterwards the request is kept for seven days
 * for its person to confirm it; until then nobody in the organisation sees more than that there is one. Whether the address
 * is known to the organisation is not even looked up here, so answer, work and time are the same for all. CLAIMS G9, I12.
 *
 * @throws `not_found`, `bot_check_failed`, `rate_limited`; `mail_unavailable` when the code could not be mailed: the person
 * asks again, and what was kept goes after seven days.
 */
export const submitRequest = publicOperation({
  name: 'subjectRequests.submit',
  title: 'Ask about one’s data',
  limits: ['subjectRequests.address', 'subjectRequests.submit'],
  input: SubmitSubjectRequest,
  output: SubjectRequestSubmitted,
  writes: true,
  refuses: ['not_found', 'bot_check_failed', 'mail_unavailable'],
  status: 202,
  run: async (ctx, input) => {
    const { mailer, origin, secrets } = ctx.services;
    const organization = await organizationAt(ctx, input.org);
    const id = newId('sub');
    const answer = { requestId: id, expiresInSeconds: codeSeconds };
    // Only a program fills in what people do not see. It hears what everybody hears.
    if (input.website) return answer;
    await checkSender(ctx, input.turnstileToken);
    const { kind, email, name = null, message = null } = input;
    // Before the request is there: if this process ends in between, the job finds nothing and is done.
    await askToAttend(ctx.services.jobs, organization.id, id, unverifiedSeconds);
    await inOrganization(ctx, organization.id, receiveRequest, { id, kind, email, name, message });
    const code = await ctx.control.write(async (tx) => {
      const detail = { requestId: id, kind, mailbox: mailboxTag(secrets, email) };
      const event = {
        ...auditOf(ctx),
        action: 'subjectRequest.receive',
        outcome: 'ok',
        orgId: organization.id,
      } as const;
      await recordAuditIn(tx, { ...event, detail });
      return issueCode(tx, secrets, { orgId: organization.id, requestId: id, purpose: 'confirm', email }, ctx.now());
    });
    const url = confirmLink(origin, input.org, id);
    if (code !== null) await mailer.send(confirmMail(email, { organization: organization.name, kind, code, url }));
    return answer;
  },
});

/**
 * A person without JavaScript, or while the verifier is down, sends no good token. The right stays theirs: they are let
 * through, in smaller number. A token that is wrong is refused. CLAIMS E3.
 */
async function checkSender(ctx: PublicContext, token: string | undefined): Promise<void> {
  const { botCheck, limiter } = ctx.services;
  const { address } = ctx.request;
  if (admit('request', await botCheck.verify({ form: 'request', token, address })) === 'admitted') return;
  const verdict = await limiter.take('subjectRequests.unchecked', address);
  ctx.answer.noteLimit(verdict);
  if (!verdict.allowed) {
    throw fail('rate_limited', { headers: limitHeaders(verdict), detail: 'subjectRequests.unchecked' });
  }
}
