import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { requireMatch } from '../../access/precondition.ts';
import { objectsOf, removeObjects } from '../../files/portable.ts';
import type { Json } from '../../ledger/canonical.ts';
import { fail } from '../../platform/errors.ts';
import { requireNoHoldOnContact } from '../../privacy/holds/active-holds.ts';
import { contentOf } from '../changes.ts';
import { presentContact } from './present.ts';
import { ContactId } from './schema.ts';
import { type ContactCounts, findContact, removeContact } from './store.ts';

interface Removed {
  readonly contact: Record<string, Json>;
  readonly counts: ContactCounts;
  readonly objects: readonly string[];
}

export const deleteContact = operation({
  name: 'contacts.delete',
  title: 'Delete a contact',
  description: "The contact's activities, interactions and files go with it; its deals stay, without a contact.",
  http: 'DELETE /contacts/{id}',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: ContactId,
  output: z.null(),
  writes: true,
  versioned: true,
  refuses: ['legal_hold'],
  status: 204,
  run: async (ctx, { id }) => {
    const { objects } = await ctx.write(
      ({ contact, counts, objects }: Removed) => ({
        action: 'contact.deleted',
        subject: id,
        detail: {
          contact,
          activitiesDeleted: counts.activities,
          interactionsDeleted: counts.interactions,
          filesDeleted: objects.length,
          dealsDetached: counts.deals,
        },
      }),
      async (tx) => {
        const row = await findContact(tx, id);
        if (!row) throw fail('not_found');
        const contact = presentContact(row);
        requireMatch(ctx.request, () => contact);
        await requireNoHoldOnContact(tx, id);
        const objects = await objectsOf(tx, { contactId: id });
        return { contact: contentOf(contact), counts: await removeContact(tx, id), objects };
      },
    );
    await removeObjects(ctx, objects);
    return null;
  },
});
