import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { presentContact } from './present.ts';
import { Contact, ContactId } from './schema.ts';
import { findContact } from './store.ts';

export const readContact = operation({
  name: 'contacts.read',
  title: 'Read a contact',
  http: 'GET /contacts/{id}',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ContactId,
  output: Contact,
  writes: false,
  versioned: true,
  run: async (ctx, { id }) => {
    const row = await findContact(ctx.db, id);
    if (!row) throw fail('not_found');
    return presentContact(row);
  },
});
