import { publicOperation } from '../../access/operation.ts';
import { issueCode } from './codes.ts';
import { findAnswer } from './find-answer.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { answerLink } from './links.ts';
import { answerCodeMail } from './mails.ts';
import { SubjectAnswerToken, SubjectCodeSent } from './schema.ts';

/** Mails a code to whoever asked, for somebody who has the link to the answer. Says nothing of where it went. */
export const sendAnswerCode = publicOperation({
  name: 'subjectRequests.sendAnswerCode',
  title: 'Send the code that opens an answer',
  limits: ['subjectRequests.address'],
  input: SubjectAnswerToken,
  output: SubjectCodeSent,
  writes: true,
  refuses: ['not_found', 'mail_unavailable'],
  run: async (ctx, { org, token }) => {
    const { mailer, origin, secrets } = ctx.services;
    const { id: orgId, name: organization } = await organizationAt(ctx, org);
    const { id: requestId, email } = await inOrganization(ctx, orgId, findAnswer, { token });
    const code = await ctx.control.write((tx) =>
      issueCode(tx, secrets, { orgId, requestId, purpose: 'answer', email }, ctx.now()),
    );
    if (code !== null)
      await mailer.send(answerCodeMail(email, { organization, code, url: answerLink(origin, org, token) }));
    return { status: 'sent' as const };
  },
});
