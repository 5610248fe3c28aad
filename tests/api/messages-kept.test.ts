import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { updateRetention } from '#lib/privacy/retention/update-rule.ts';
import { dismissMessage } from '#lib/storefronts/message/dismiss-message.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { heldMessage, readForm, rowsOf, send, words, writingStorefront } from '../support/messages.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
beforeEach(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
});
afterEach(() => rt.close());

it('a message that waits is dismissed by nobody while a legal hold keeps everything', async () => {
  const id = await heldMessage(org);
  const hold = await call(placeHold, org.owner, { reason: 'A court asks' });
  await refused(call(dismissMessage, org.owner, { id }), 'legal_hold');
  expect((await call(listMessages, org.owner)).data.map((message) => message.id)).toEqual([id]);
  await call(releaseHold, org.owner, { id: hold.id });
  await call(dismissMessage, org.owner, { id });
  expect((await call(listMessages, org.owner)).data).toEqual([]);
});

it('what receipts say of a message goes after its days once its contact was deleted, and no sooner', async () => {
  const shop = await writingStorefront(org);
  await send(shop.slug, { form: readForm(shop.slug) });
  await send(shop.slug, { form: readForm(shop.slug), email: 'kept@example.org', name: 'Karl Kept' });
  const [gone] = (await call(listContacts, org.owner, { email: words.email })).data;
  await call(deleteContact, org.owner, { id: gone?.id ?? '' });
  const told = async () => {
    const rows = await rowsOf<{ detail: string }>(
      org,
      `SELECT CAST(d.detail AS TEXT) AS detail FROM Receipt r JOIN ReceiptDetail d ON d.seq = r.seq
        WHERE r.action = 'message.received' AND d.detail IS NOT NULL ORDER BY r.seq`,
    );
    return rows.map(({ detail }) => (detail.includes(words.email) ? words.email : 'kept@example.org'));
  };
  expect(await told()).toEqual([words.email, 'kept@example.org']);
  await call(updateRetention, org.owner, { rule: 'receiptDetails', days: 30 });
  rt.clock.advance(29 * 86_400);
  const owner = await createTestMember(org.orgId, 'owner');
  await call(runRetention, owner);
  expect(await told()).toEqual([words.email, 'kept@example.org']);
  rt.clock.advance(2 * 86_400);
  await call(runRetention, await createTestMember(org.orgId, 'owner'));
  expect(await told()).toEqual(['kept@example.org']);
  expect(await call(verifyOwnLedger, await createTestMember(org.orgId, 'owner'))).toMatchObject({ ok: true });
});

it('what was written is read in receipts by who may read interactions, and by nobody else', async () => {
  const shop = await writingStorefront(org);
  await send(shop.slug, { form: readForm(shop.slug) });
  const [receipt] = (await call(listReceipts, org.owner, { action: 'message.received' })).data;
  const openedBy = async (scope: 'contacts:read' | 'interactions:read') => {
    const reader = keyPrincipal(org.orgId, ['receipts:read', scope]);
    return (await call(readReceipt, reader, { seq: receipt?.seq ?? 0 })).opening;
  };
  expect(await openedBy('contacts:read')).toBeNull();
  expect((await openedBy('interactions:read'))?.detail).toContain(words.message);
});
