import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import { setTicket } from './code-store.ts';
import { claimCode } from './codes.ts';
import { codeRefused } from './confirm-request.ts';
import { findAnswer } from './find-answer.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { noteOpened } from './note-opened.ts';
import { OpenSubjectAnswer, SubjectAnswer } from './schema.ts';
import { ticketSeconds } from './terms.ts';

/**
 * Opens an answer for somebody who has both the link and the mailbox. Afterwards the opening is counted, with a receipt, and
 * stands in the audit log; what is returned fetches the export for a while.
 * @throws `not_found`; `invalid_input` at `code`, the same for every reason.
 */
export const openAnswer = publicOperation({
  name: 'subjectRequests.openAnswer',
  title: 'Open the answer to a request',
  limits: ['subjectRequests.address'],
  input: OpenSubjectAnswer,
  output: SubjectAnswer,
  writes: true,
  refuses: ['not_found'],
  run: async (ctx, { org, token, code }) => {
    const { id: orgId } = await organizationAt(ctx, org);
    const { id: requestId, hasExport } = await inOrganization(ctx, orgId, findAnswer, { token });
    const now = ctx.now();
    const ticket = randomToken();
    const opened = await ctx.control.write(async (tx) => {
      const claim = await claimCode(tx, ctx.services.secrets, { orgId, requestId, purpose: 'answer', code }, now);
      const event = { ...auditOf(ctx), action: 'subjectRequest.open', orgId, detail: { requestId } } as const;
      await recordAuditIn(
        tx,
        claim.ok ? { ...event, outcome: 'ok' } : { ...event, outcome: 'refused', reason: claim.refusal },
      );
      if (claim.ok && hasExport) await setTicket(tx, claim.codeId, sha256(ticket), isoAfter(now, ticketSeconds));
      return claim.ok;
    });
    if (!opened) throw codeRefused();
    const { downloadsLeft, ...answer } = await inOrganization(ctx, orgId, noteOpened, { token });
    const download = { token: ticket, left: downloadsLeft, expiresInSeconds: ticketSeconds };
    return { ...answer, download: downloadsLeft > 0 ? download : null };
  },
});
