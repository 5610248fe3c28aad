import { auditOf } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { resolveContacts } from '../../crm/contacts/resolve-contacts.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { type HoldRow, insertHold } from './hold-store.ts';
import { only, presentHolds } from './present.ts';
import { Hold, PlaceHold } from './schema.ts';

/**
 * Afterwards nothing that it covers is erased: by nobody, by no request, and by no lapse of time, until it is released. What
 * had gone before is gone.
 *
 * @throws `conflict` for a contact whose erasure has begun.
 */
export const placeHold = operation({
  name: 'holds.place',
  title: 'Place a legal hold',
  description: 'On one contact and what is about them, or on the whole organisation.',
  http: 'POST /holds',
  permission: 'retention:write',
  feature: undefined,
  limits: ['api.general'],
  input: PlaceHold,
  output: Hold,
  writes: true,
  refuses: ['conflict'],
  status: 201,
  run: async (ctx, { contactId = null, reason }) => {
    const row: HoldRow = {
      ...{ id: newId('hld'), contactId, reason, createdBy: ctx.actor, createdAt: ctx.now().toISOString() },
      ...{ releasedAt: null, releasedBy: null },
    };
    await requireContact(ctx.db, contactId);
    // Noted first: an act that the audit log cannot tell of is not done.
    const detail = { holdId: row.id, contactId };
    await ctx.services.audit.record({ ...auditOf(ctx), action: 'hold.place', outcome: 'ok', detail });
    return ctx.writeAnswer(
      { action: 'hold.placed', subject: row.id, detail: { contactId, reason } },
      async (tx) => {
        await requireContact(tx, contactId);
        await refuseErasing(tx, contactId);
        await insertHold(tx, row);
        return presentHolds(ctx, tx, [row]);
      },
      only,
    );
  },
});

/** @throws `conflict` when the contact is being erased: nothing calls that off, so a hold would keep nothing. */
async function refuseErasing(db: SqlReader, contactId: string | null): Promise<void> {
  if (contactId === null) return;
  const erasing = await db.get(
    `SELECT 1 AS one FROM PersonErasure WHERE state <> 'done'
        AND EXISTS (SELECT 1 FROM json_each(plan, '$.contactIds') WHERE value = ?)`,
    [contactId],
  );
  if (erasing !== undefined) throw fail('conflict', { message: 'This contact is being erased already.' });
}

/** @throws `invalid_input` when there is no such contact. */
async function requireContact(db: SqlReader, contactId: string | null): Promise<void> {
  if (contactId === null) return;
  const { byId } = await resolveContacts(db, { ids: [contactId], emails: [] });
  if (byId.has(contactId)) return;
  throw fail('invalid_input', { problems: [{ path: 'contactId', message: 'There is no such contact' }] });
}
