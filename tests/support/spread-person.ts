import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { deleteActivity } from '#lib/crm/activities/delete-activity.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { createDeal } from '#lib/crm/deals/create-deal.ts';
import { deleteDeal } from '#lib/crm/deals/delete-deal.ts';
import { updateDeal } from '#lib/crm/deals/update-deal.ts';
import { uploadFile } from '#lib/files/upload-file.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { createInteractions } from '#lib/interactions/batch/create-interactions.ts';
import { createInteraction } from '#lib/interactions/create-interaction.ts';
import type { SqlWriter } from '#lib/platform/db/types.ts';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import { call, type TestOrganization } from './call.ts';
import { commitAndWait, streamOf, upload } from './imports.ts';
import { send, writingStorefront } from './messages.ts';

/** Somebody whose every word is in no dictionary, so that it is found wherever it turns up. */
export const canary = {
  firstName: 'Zebuloniah',
  lastName: 'Quackenbüsh',
  email: 'zq.canary@quackmail.example',
  earlierEmail: 'old.canary@quackmail.example',
  phone: '+49 6142 8150277',
  note: 'Collects xylographs',
  file: 'xylograph-contract-of-zebuloniah',
} as const;

/** What must be nowhere afterwards. */
export const canaryTexts: readonly string[] = [
  canary.firstName,
  canary.lastName,
  canary.email,
  canary.earlierEmail,
  '8150277',
  'xylograph',
];

/** What must be there afterwards, since it is about somebody else. */
export const bystander = { firstName: 'Barnaby', lastName: 'Otherwise', email: 'barnaby@quackmail.example' } as const;

export interface SpreadPerson {
  readonly contactId: string;
  readonly bystanderId: string;
  readonly dealId: string;
}

/** Lets the canary flow wherever the product takes people, by the product's own operations. */
export async function spreadPerson(org: TestOrganization): Promise<SpreadPerson> {
  const { owner } = org;
  const once = (key: string) => ({ request: { idempotencyKey: `${key}-${newId('req')}`, door: 'cli' as const } });
  const { firstName, lastName, email, phone, note } = canary;
  const person = { firstName, lastName, email: canary.earlierEmail, phone, notes: note, customFields: { hobby: note } };
  const { id: contactId } = await call(createContact, owner, person, once('create'));
  await call(updateContact, owner, { id: contactId, email, company: 'Quack & Sons', city: 'Xylographton' });
  const { id: bystanderId } = await call(createContact, owner, { ...bystander, notes: `Knows <${email}>.` });
  await spreadRecords(org, contactId, bystanderId, once);

  // A second contact of the same person, and one that was deleted.
  await call(createContact, owner, { firstName, email }, once('second'));
  const { id: gone } = await call(createContact, owner, { firstName, lastName, email });
  const { id: goneDeal } = await call(createDeal, owner, { title: 'First', stage: 'lead', contactId: gone });
  await call(updateDeal, owner, { id: goneDeal, notes: `${firstName} will call` });
  await call(deleteDeal, owner, { id: goneDeal });
  const { id: goneNote } = await call(createActivity, owner, { kind: 'note', subject: note, contactId: gone });
  await call(deleteActivity, owner, { id: goneNote });
  await call(deleteContact, owner, { id: gone });

  await call(createInvite, owner, { email, role: 'viewer' }, { request: { door: 'cli' } });
  const { id: dealId } = await call(createDeal, owner, { title: `${firstName} signs`, stage: 'lead', contactId });
  await call(updateDeal, owner, { id: dealId, notes: note });
  await spreadImports(org);
  await spreadMessages(org);
  await spreadTraces(org, contactId);
  return { contactId, bystanderId, dealId };
}

async function spreadRecords(
  { owner }: TestOrganization,
  contactId: string,
  bystanderId: string,
  once: (key: string) => object,
): Promise<void> {
  const { firstName, email, note } = canary;
  const at = '2026-01-02T03:04:05Z';
  await call(
    createActivity,
    owner,
    { kind: 'call', subject: `Called ${firstName}`, body: note, contactId },
    once('act'),
  );
  const report = { channel: 'email', direction: 'inbound', occurredAt: at, subject: note, body: `${firstName} wrote` };
  await call(createInteraction, owner, { ...report, contactId, metadata: { from: email } }, once('int'));
  await call(createInteractions, owner, { items: [{ ...report, email, externalId: `mail ${email}` }] }, once('batch'));
  await call(createInteraction, owner, {
    ...{ ...report, subject: 'Copied', body: `cc: ${email}`, contactId: bystanderId, metadata: { [email]: 'cc' } },
  });
  const { id: dealId } = await call(createDeal, owner, { title: 'Other', stage: 'won', contactId: bystanderId });
  await call(createActivity, owner, { kind: 'note', subject: `Ask ${email} first`, dealId });
  const body = () => streamOf(Buffer.from(`This is the contract of ${firstName}, who ${note}.`));
  await call(uploadFile, owner, { fileName: `${canary.file}.txt`, contactId }, { request: { body: body() } });
}

async function spreadImports({ owner }: TestOrganization): Promise<void> {
  const { firstName, lastName, email, phone } = canary;
  const header = 'First name,Last name,E-mail,Phone,Notes\n';
  const row = `${firstName},${lastName},${email},${phone},xylographs\n`;
  const refusedRow = `${firstName},${lastName},not an address,,xylographs\n`;
  const done = await upload(owner, `${header}${row}${refusedRow}`, `${email}.csv`);
  await commitAndWait(owner, done.id);
  // One that waits: its file is kept until somebody starts it.
  await upload(owner, `${header}Barnaby,Otherwise,,,\n${row}`);
}

/** By a contact form: one that was taken, one that waits, and one of somebody else that waits. */
async function spreadMessages(org: TestOrganization): Promise<void> {
  const { firstName, lastName, email, phone, note } = canary;
  const { slug } = await writingStorefront(org, { phone: true });
  const typed = { name: `${firstName} ${lastName}`, email, phone, message: note };
  await send(slug, typed);
  await send(slug, { ...typed, message: `${note} indeed`, website: 'x' });
  await send(slug, { name: 'Barnaby', email: bystander.email, message: `Greetings to ${email}`, website: 'x' });
}

/** What only happens at the edges of the product: written as those write it. */
async function spreadTraces({ orgId, owner }: TestOrganization, contactId: string): Promise<void> {
  const { email, firstName, note } = canary;
  const { tenancy, clock, audit, alerts, mailer } = runtime();
  const at = clock.now().toISOString();
  await audit.record({
    ...{ action: 'invites.create', outcome: 'ok', at: clock.now(), orgId, actor: owner.userId },
    detail: { email, role: 'viewer' },
  });
  await alerts.raise(orgId, 'auth.refusalSpike', `seen by ${email}`, { by: email });
  await mailer.send({ to: email, subject: 'Hello', text: note, html: note });
  const lease = await tenancy.acquire(orgId);
  try {
    await lease.db.write(async (tx) => {
      await insertRequest(tx, { email, name: firstName, message: note, at });
      await tx.run(
        `INSERT INTO "LegalHold" ("id", "contactId", "reason", "createdBy", "createdAt", "releasedAt", "releasedBy")
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [newId('hld'), contactId, `A suit against ${firstName}`, owner.userId, at, at, owner.userId],
      );
    });
  } finally {
    lease.release();
  }
}

async function insertRequest(
  tx: SqlWriter,
  { email, name, message, at }: Readonly<Record<'email' | 'name' | 'message' | 'at', string>>,
): Promise<void> {
  await tx.run(
    `INSERT INTO "SubjectRequest" ("id", "kind", "state", "name", "email", "message", "receivedAt", "dueAt", "closedAt",
                                   "answer", "updatedAt")
     VALUES (?, 'access', 'fulfilled', ?, ?, ?, ?, ?, ?, ?, ?)`,
    [newId('sub'), name, email, message, at, at, at, `Dear ${name}`, at],
  );
}
