import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireMatch } from '../../access/precondition.ts';
import type { Json } from '../../ledger/canonical.ts';
import { fail } from '../../platform/errors.ts';
import { contentOf } from '../changes.ts';
import { presentContact } from './present.ts';
import { ContactId } from './schema.ts';
import { type ContactCounts, findContact, removeContact } from './store.ts';

interface Removed {
  readonly contact: Record<string, Json>;
  readonly counts: ContactCounts;
}

export const deleteContact = operation({
  name: 'contacts.delete',
  title: 'Delete a contact',
  description: "The contact's activities and interactions go with it; its deals stay, without a contact.",
  http: 'DELETE /contacts/{id}',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ContactId,
  output: z.null(),
  writes: true,
  versioned: true,
  status: 204,
  run: async (ctx, { id }) => {
    await ctx.write(
      ({ contact, counts }: Removed) => ({
        action: 'contact.deleted',
        subject: id,
        detail: {
          contact,
          activitiesDeleted: counts.activities,
          interactionsDeleted: counts.interactions,
          dealsDetached: counts.deals,
        },
      }),
      async (tx) => {
        const row = await findContact(tx, id);
        if (!row) throw fail('not_found');
        const contact = presentContact(row);
        requireMatch(ctx.request, () => contact);
        return { contact: contentOf(contact), counts: await removeContact(tx, id) };
      },
    );
    return null;
  },
});
