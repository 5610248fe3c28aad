import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { closedWith } from './answer-token.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { FulfilSubjectRequest, SubjectRequest } from './schema.ts';

/**
 * Fulfils a request: carries out what it asks for, as far as the product can, then closes it and sends the answer. What is
 * carried out comes first and is done once: should this end in between, the request is still open, and what was begun for it
 * is found again.
 *
 * @throws `conflict` when the request is closed or what it asks for cannot be carried out without a contact;
 * what {@link requireFactor} throws and `legal_hold` where somebody is to be erased.
 */
export const fulfilRequest = operation({
  name: 'subjectRequests.fulfil',
  title: 'Fulfil a request and answer it',
  description:
    'Access and portability: the export of the contact goes with the answer. Erasure: the contact is erased, which only a person who has just signed in may do. Restriction: the contact is put on hold.',
  http: 'POST /subject-requests/{id}/fulfil',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general', 'subjectRequests.answer'],
  input: FulfilSubjectRequest,
  output: SubjectRequest,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['conflict', 'legal_hold'],
  run: async (ctx, { id, version, answer, carryOut: wanted }) => {
    const closing = await closedWith(ctx, id);
    let done: CarriedOut = {};
    let carriedOutFor: string | null = null;
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.fulfilled', detail: { carriedOut: wanted } },
      decide: (row) => {
        requireOpen(row);
        // Linked to somebody else while the archive was made: what is in it is not about them.
        if (done.exportId != null && row.contactId !== carriedOutFor) {
          throw fail('conflict', { message: 'It was linked to another contact meanwhile. Look at it again.' });
        }
        return { ...closing({ ...row, ...done }), ...done, state: 'fulfilled', answer };
      },
      before: async (row) => {
        if (wanted) done = await carryOut(ctx, row);
        carriedOutFor = row.contactId;
        await ctx.services.audit.record({
          ...auditOf(ctx),
          ...{ action: 'subjectRequest.answer', outcome: 'ok', detail: { requestId: id, refused: false } },
        });
      },
    });
  },
});
