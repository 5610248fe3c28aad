import { operation } from '../../access/operation.ts';
import { resolveContacts } from '../../crm/contacts/resolve-contacts.ts';
import { fail } from '../../platform/errors.ts';
import { changeRequest, requireOpen } from './change-request.ts';
import { LinkSubjectRequest, SubjectRequest } from './schema.ts';

/** Says which contact a request is about. What is carried out for it is carried out for that contact. */
export const linkRequest = operation({
  name: 'subjectRequests.link',
  title: 'Say which contact a request is about',
  http: 'POST /subject-requests/{id}/link',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: ['api.general'],
  input: LinkSubjectRequest,
  output: SubjectRequest,
  writes: true,
  refuses: ['conflict'],
  run: async (ctx, { id, version, contactId }) => {
    const ids = contactId === null ? [] : [contactId];
    const known = await resolveContacts(ctx.db, { ids, emails: [] });
    if (contactId !== null && !known.byId.has(contactId)) throw fail('not_found');
    return changeRequest(ctx, {
      ...{ id, version, action: 'subjectRequest.linked', detail: { contactId } },
      decide: (row) => {
        requireOpen(row);
        return { contactId };
      },
    });
  },
});
