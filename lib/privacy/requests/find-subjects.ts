import { operation } from '../../access/operation.ts';
import { mayDo } from '../../access/principal.ts';
import { contactsWithEmailSql, resolveContacts } from '../../crm/contacts/resolve-contacts.ts';
import { fail } from '../../platform/errors.ts';
import { exportStanding } from './answer-export.ts';
import { isShown } from './present.ts';
import { findRequest } from './request-store.ts';
import { RequestSubjects, SubjectRequestId } from './schema.ts';

const matchesMax = 20;

/** Whom a request may be about: the contacts with the address that it came from, for readers who may see contacts. */
export const findSubjects = operation({
  name: 'subjectRequests.findSubjects',
  title: 'See which contacts a request may be about',
  http: 'GET /subject-requests/{id}/contacts',
  permission: 'subjectRequests:read',
  feature: undefined,
  limits: ['api.general'],
  input: SubjectRequestId,
  output: RequestSubjects,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findRequest(ctx.db, id);
    if (!isShown(row)) throw fail('not_found');
    const archive = await exportStanding(ctx, row);
    if (!mayDo(ctx.principal, 'contacts:read')) return { linkedName: null, matches: [], archive };
    const found =
      row.email === null || row.contactId !== null
        ? []
        : await ctx.db.all<{ id: string }>(`SELECT "id" FROM "Contact" WHERE "id" IN ${contactsWithEmailSql} LIMIT ?`, [
            row.email,
            matchesMax,
          ]);
    const ids = row.contactId === null ? found.map(({ id: contact }) => contact) : [row.contactId];
    const { byId } = await resolveContacts(ctx.db, { ids, emails: [] });
    return {
      linkedName: row.contactId === null ? null : (byId.get(row.contactId)?.name ?? null),
      matches:
        row.contactId === null ? ids.map((contact) => ({ id: contact, name: byId.get(contact)?.name ?? contact })) : [],
      archive,
    };
  },
});
