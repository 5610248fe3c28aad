import { operation } from '../../access/operation.ts';
import { presentContact } from './present.ts';
import { ContactPage, ListContacts } from './schema.ts';
import { listContactRows } from './store.ts';

export const listContacts = operation({
  name: 'contacts.list',
  title: 'List contacts',
  description: 'Filters are joined by "and". Contacts without a value in the sort field come last.',
  http: 'GET /contacts',
  permission: 'contacts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ListContacts,
  output: ContactPage,
  writes: false,
  run: async (ctx, input) => {
    const { rows, nextCursor } = await listContactRows(ctx, input);
    return { data: rows.map(presentContact), nextCursor };
  },
});
