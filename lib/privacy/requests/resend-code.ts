import { publicOperation } from '../../access/operation.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { issueCode } from './codes.ts';
import { findMailbox } from './find-mailbox.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { confirmLink } from './links.ts';
import { confirmMail } from './mails.ts';
import { ResendSubjectCode, SubjectCodeSent } from './schema.ts';

/**
 * Mails a new code for a request that waits for its person; the one before works no more. A request that never was, was
 * confirmed or had too many codes already is answered alike, and nothing is mailed.
 */
export const resendCode = publicOperation({
  name: 'subjectRequests.resendCode',
  title: 'Send the code of a request again',
  limits: ['subjectRequests.address'],
  input: ResendSubjectCode,
  output: SubjectCodeSent,
  writes: true,
  refuses: ['not_found', 'mail_unavailable'],
  run: async (ctx, { org, requestId }) => {
    const { mailer, origin, secrets } = ctx.services;
    const organization = await organizationAt(ctx, org);
    const found = await inOrganization(ctx, organization.id, findMailbox, { id: requestId }).catch((error: unknown) => {
      if (isHoldfastError(error) && error.code === 'not_found') return null;
      throw error;
    });
    if (found === null) return { status: 'sent' as const };
    const { email, kind } = found;
    const code = await ctx.control.write((tx) =>
      issueCode(tx, secrets, { orgId: organization.id, requestId, purpose: 'confirm', email }, ctx.now()),
    );
    const url = confirmLink(origin, org, requestId);
    if (code !== null) await mailer.send(confirmMail(email, { organization: organization.name, kind, code, url }));
    return { status: 'sent' as const };
  },
});
