import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { UpdateActivity } from '#lib/crm/activities/schema.ts';
import { UpdateContact } from '#lib/crm/contacts/schema.ts';
import { UpdateDeal } from '#lib/crm/deals/schema.ts';
import { RectifyInteraction } from '#lib/privacy/persons/schema.ts';
import { declaredColumns } from '#lib/privacy/registry.ts';

/** What somebody may change of a record, by its model: by the operation that takes this. CLAIMS G2. */
const changes: Readonly<Record<string, z.ZodObject>> = {
  Contact: UpdateContact,
  Deal: UpdateDeal,
  Activity: UpdateActivity,
  Interaction: RectifyInteraction,
};

/** Columns that nobody types, and why they are right by themselves. */
const notTyped: Readonly<Record<string, string>> = {
  id: 'names the record and says nothing',
  contactId: 'of an interaction: reported by mistake, it is deleted and reported again',
  externalId: 'the reporter’s own id',
  sortName: 'made of the names',
  createdAt: 'when it was noted here',
  updatedAt: 'when it last changed here',
};

const personal = (model: string) =>
  declaredColumns
    .filter((column) => column.model === model && column.privacy.class === 'personal')
    .map(({ column }) => column);

describe('what is personal in a contact and its records can be corrected', () => {
  it.each(Object.entries(changes))('every such column of %s, by an operation', (model, schema) => {
    const columns = personal(model);
    expect(columns.length).toBeGreaterThan(2);
    const fixed = columns.filter((column) => !(column in schema.shape) && !Object.hasOwn(notTyped, column));
    expect(fixed).toEqual([]);
  });
});
