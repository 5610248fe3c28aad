import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { changesBetween } from '../changes.ts';
import { writeChange } from '../write-change.ts';
import { type ContactChange, changedContactRow } from './contact-row.ts';
import { presentContact, storedCustomFields } from './present.ts';
import { Contact, customFieldsMax, identifiableProblem, isIdentifiable, UpdateContact } from './schema.ts';
import { type ContactRow, findContact, replaceContact } from './store.ts';

export const updateContact = operation({
  name: 'contacts.update',
  title: 'Change a contact',
  description: 'Fields that are not named stay as they are. A change that changes nothing leaves the version as it is.',
  http: 'PATCH /contacts/{id}',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: UpdateContact,
  output: Contact,
  writes: true,
  versioned: true,
  run: async (ctx, { id, version, ...change }) => {
    const at = ctx.now().toISOString();
    return writeChange(ctx, {
      action: 'contact.updated',
      id,
      version,
      decide: async (db) => {
        const before = await findContact(db, id);
        if (!before) return undefined;
        const after = checkedContact(before, change, at);
        return { before, after, changes: changesBetween(presentContact(before), presentContact(after)) };
      },
      save: replaceContact,
      present: presentContact,
    });
  },
});

function checkedContact(before: ContactRow, change: ContactChange, at: string): ContactRow {
  const after = changedContactRow(before, change, at);
  if (!isIdentifiable(after)) throw fail('invalid_input', { problems: [identifiableProblem] });
  // An import can leave more than that; the rest of such a contact can still be changed.
  const fields = customFieldCount(after);
  if (fields > customFieldsMax && fields > customFieldCount(before)) {
    throw fail('invalid_input', {
      problems: [{ path: 'customFields', message: `At most ${customFieldsMax} custom fields` }],
    });
  }
  return after;
}

function customFieldCount(row: ContactRow): number {
  return Object.keys(storedCustomFields(row.customFields)).length;
}
