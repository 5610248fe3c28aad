import { operation } from '../../access/operation.ts';
import { newId } from '../../platform/ids.ts';
import { contentOf } from '../changes.ts';
import { newContactRow } from './contact-row.ts';
import { presentContact } from './present.ts';
import { Contact, CreateContact } from './schema.ts';
import { insertContact } from './store.ts';

export const createContact = operation({
  name: 'contacts.create',
  title: 'Create a contact',
  http: 'POST /contacts',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateContact,
  output: Contact,
  writes: true,
  versioned: true,
  status: 201,
  location: (contact) => `/contacts/${contact.id}`,
  run: async (ctx, input) => {
    const row = newContactRow(newId('con'), input, ctx.now().toISOString());
    const contact = presentContact(row);
    return ctx.writeAnswer(
      { action: 'contact.created', subject: row.id, detail: contentOf(contact) },
      (tx) => insertContact(tx, row),
      () => contact,
    );
  },
});
