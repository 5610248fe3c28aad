import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { publicOperation } from '../../access/operation.ts';
import { fail, type HoldfastError } from '../../platform/errors.ts';
import { type CodeClaim, claimCode } from './codes.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { ConfirmSubjectRequest, SubjectRequestConfirmed } from './schema.ts';
import { verifyRequest } from './verify-request.ts';

/**
 * Confirms a request by the code that was mailed. Afterwards the organisation sees it and its term is known to the person.
 * Of any number that type the code at once one confirms; each attempt is in the audit log.
 * @throws `invalid_input` at `code`, the same for every reason.
 */
export const confirmRequest = publicOperation({
  name: 'subjectRequests.confirm',
  title: 'Confirm a request by its code',
  limits: ['subjectRequests.address'],
  input: ConfirmSubjectRequest,
  output: SubjectRequestConfirmed,
  writes: true,
  refuses: ['not_found'],
  run: async (ctx, { org, requestId, code }) => {
    const { id: orgId } = await organizationAt(ctx, org);
    const claim: CodeClaim = await ctx.control.write(async (tx) => {
      const typed = { orgId, requestId, purpose: 'confirm', code } as const;
      const made = await claimCode(tx, ctx.services.secrets, typed, ctx.now());
      const event = { ...auditOf(ctx), action: 'subjectRequest.verify', orgId } as const;
      await recordAuditIn(
        tx,
        made.ok
          ? { ...event, outcome: 'ok', detail: { requestId } }
          : { ...event, outcome: 'refused', reason: made.refusal },
      );
      return made;
    });
    // Thrown after the write, so that the counted wrong code and the audit event stay.
    if (!claim.ok) throw codeRefused();
    return inOrganization(ctx, orgId, verifyRequest, { id: requestId });
  },
});

/** What everybody hears whose code does nothing, whatever the reason. */
export function codeRefused(): HoldfastError {
  const message = 'This code is not right, or does not work any more. Ask for a new one.';
  return fail('invalid_input', { message, problems: [{ path: 'code', message }] });
}
