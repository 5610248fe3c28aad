import { scanRows } from '../../../platform/db/scan-rows.ts';
import { mentionsOf } from '../../../platform/mentions.ts';
import { batchesOf, inList, listed, numbersOf, type Place } from '../place.ts';

interface Event {
  readonly rowid: number;
  readonly detail: string | null;
  readonly reason: string | null;
}

/** Events of the organisation that name an address. Ids of contacts say nothing once the contact is gone. */
const eventsNaming: Place['rows'] = async ({ directory, orgId }, { emails }) => {
  const mentions = mentionsOf(emails);
  const rows = scanRows<Event>(directory, {
    table: 'AuditEvent',
    select: ['rowid', 'detail', 'reason'],
    holding: { columns: ['detail', 'reason'], texts: mentions.texts },
    where: { sql: 'orgId = ?', params: [orgId] },
  });
  const found: number[] = [];
  for await (const { rowid, detail, reason } of rows) {
    if (mentions.inJson(detail) || mentions.in(reason)) found.push(rowid);
  }
  return found;
};

const eraseEvents: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await eventsNaming(at, plan))) {
    await at.writeDirectory(async (tx) => {
      const { changes } = await tx.run(
        `UPDATE AuditEvent SET detail = NULL, reason = NULL WHERE orgId = ? AND rowid IN ${inList}`,
        [at.orgId, listed(rowNumbers)],
      );
      return { auditEvents: changes };
    });
  }
};

const invitesOf: Place['rows'] = async ({ directory, orgId }, { emails }) =>
  numbersOf(
    await directory.all<{ n: number }>(
      `SELECT rowid AS n FROM Invite WHERE orgId = ? AND email IN ${inList} ORDER BY rowid`,
      [orgId, listed(emails)],
    ),
  );

const eraseInvites: NonNullable<Place['erase']> = async (at, plan) => {
  for (const rowNumbers of batchesOf(await invitesOf(at, plan))) {
    await at.writeDirectory(async (tx) => {
      const { changes } = await tx.run(`DELETE FROM Invite WHERE orgId = ? AND rowid IN ${inList}`, [
        at.orgId,
        listed(rowNumbers),
      ]);
      return { invites: changes };
    });
  }
};

const membershipOf: Place['rows'] = async ({ directory, orgId }, { member }) =>
  member === null
    ? []
    : numbersOf(
        await directory.all<{ n: number }>('SELECT rowid AS n FROM Membership WHERE orgId = ? AND id = ?', [
          orgId,
          member.membershipId,
        ]),
      );

const eventsBy: Place['rows'] = async ({ directory, orgId }, { member }) =>
  member === null
    ? []
    : numbersOf(
        await directory.all<{ n: number }>(
          // What programs did for the member stands under the ids of what they were allowed.
          `SELECT rowid AS n FROM AuditEvent WHERE orgId = ?
              AND actor IN (SELECT ? UNION SELECT id FROM OAuthGrant WHERE orgId = ? AND userId = ?)
            ORDER BY at DESC LIMIT 10000`,
          [orgId, member.userId, orgId, member.userId],
        ),
      );

export const directoryPlaces: readonly Place[] = [
  {
    name: 'auditEvents',
    title: 'Audit events that name the address',
    fate: 'Their detail is removed; the events stay',
    database: 'control',
    model: 'AuditEvent',
    columns: ['detail'],
    rows: eventsNaming,
    erase: eraseEvents,
  },
  {
    name: 'invites',
    title: 'Invitations',
    fate: 'Removed',
    database: 'control',
    model: 'Invite',
    columns: ['email'],
    rows: invitesOf,
    erase: eraseInvites,
  },
  {
    name: 'members',
    title: 'Membership',
    fate: 'Kept: a member’s account is their own, who erases it or leaves',
    database: 'control',
    model: 'Membership',
    columns: [],
    rows: membershipOf,
    erase: null,
  },
  {
    name: 'memberEvents',
    title: 'What the member did, from the audit log',
    fate: 'Kept for 90 days, under an opaque id',
    database: 'control',
    model: 'AuditEvent',
    notExported: 'The member exports them with the account',
    columns: [],
    rows: eventsBy,
    erase: null,
  },
];
