import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { updateApiKey } from '#lib/api-keys/update-key.ts';
import { exportAccount } from '#lib/identity/account/export-account.ts';
import { changeRole } from '#lib/identity/members/change-role.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { resendInvite } from '#lib/identity/members/resend-invite.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { operations } from '#lib/registry.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  membershipOf,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { addApp, createFactorRuntime, personIn, signedIn } from '../support/factors.ts';
import { mailedLink } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let rounds = 0;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());
beforeEach(async () => {
  rounds += 1;
  acme = await createTestOrganization(`Desk ${rounds}`);
});

const rowsOf = (id: string) => rt.tenancy.control.all('SELECT 1 FROM Membership WHERE id = ?', [id]);

test('what reveals a secret that opens something asks for a step', () => {
  const open = operations
    .filter(({ scope, revealsSecret, stepUp }) => scope === 'tenant' && revealsSecret === true && stepUp === undefined)
    .map(({ name }) => name);
  // A link to receipts shows what is public of them.
  expect(open).toEqual(['shares.create']);
});

test('a session that was left open takes an organisation from none of those who run it', async () => {
  const other = await membershipOf(await createTestMember(acme.orgId, 'owner'));
  const admin = await membershipOf(await createTestMember(acme.orgId, 'admin'));
  const member = await membershipOf(await createTestMember(acme.orgId, 'member'));
  rt.clock.advance(601);
  await refused(call(changeRole, acme.owner, { id: other, role: 'viewer' }), 'fresh_sign_in_required');
  await refused(call(removeMember, acme.owner, { id: other }), 'fresh_sign_in_required');
  await refused(call(removeMember, acme.owner, { id: admin }), 'fresh_sign_in_required');
  await call(removeMember, acme.owner, { id: member });
  expect([await rowsOf(other), await rowsOf(admin), await rowsOf(member)].map(({ length }) => length)).toEqual([
    1, 1, 0,
  ]);
  await call(removeMember, justSignedIn(acme.owner), { id: other });
});

test('nor revives an invitation that gives power away, also one that had run out', async () => {
  const { id } = await call(createInvite, acme.owner, { email: `heir${rounds}@example.com`, role: 'owner' });
  const plain = await call(createInvite, acme.owner, { email: `guest${rounds}@example.com`, role: 'member' });
  rt.clock.advance(601);
  const mails = rt.mailbox().length;
  await refused(call(resendInvite, acme.owner, { id }), 'fresh_sign_in_required');
  expect(rt.mailbox()).toHaveLength(mails);
  await call(resendInvite, acme.owner, { id: plain.id });
  rt.clock.advance(8 * 86_400);
  await refused(call(resendInvite, acme.owner, { id }), 'fresh_sign_in_required');
  await call(resendInvite, justSignedIn(acme.owner), { id });
});

test('nor frees a key from the addresses that it is bound to; binding it further asks for nothing', async () => {
  const made = {
    name: 'Import',
    mode: 'live',
    scopes: ['contacts:read'],
    allowedAddresses: ['198.51.100.0/24', '203.0.113.9/32'],
  };
  const { id } = await call(createApiKey, acme.owner, made);
  const free = await call(createApiKey, acme.owner, { ...made, allowedAddresses: [] });
  rt.clock.advance(601);
  for (const allowedAddresses of [[], ['192.0.2.0/24'], ['198.51.100.0/24', '192.0.2.1/32']]) {
    await refused(call(updateApiKey, acme.owner, { id, allowedAddresses }), 'fresh_sign_in_required');
  }
  await call(updateApiKey, acme.owner, { id, allowedAddresses: ['198.51.100.0/24'], name: 'Narrow' });
  await call(updateApiKey, acme.owner, { id: free.id, allowedAddresses: ['198.51.100.0/24'] });
  await call(updateApiKey, justSignedIn(acme.owner), { id, allowedAddresses: [] });
});

test('nor makes a webhook secret, nor destroys the key of the ledger', async () => {
  rt.clock.advance(601);
  await refused(call(setAlertWebhook, acme.owner, { url: 'https://hooks.example.com/x' }), 'fresh_sign_in_required');
  await refused(call(rotateKey, acme.owner), 'fresh_sign_in_required');
});

test('accepting an invitation is no fresh sign-in and makes no session younger', async () => {
  const browser = await signedIn(rt, `invited${rounds}@example.com`);
  const { email, sessionId } = await personIn(browser);
  const rowOf = (id: string) =>
    rt.tenancy.control.get<{ createdAt: string; expiresAt: string; method: string }>(
      'SELECT createdAt, expiresAt, method FROM Session WHERE id = ?',
      [id],
    );
  const before = await rowOf(sessionId);
  rt.clock.advance(601);
  await call(createInvite, justSignedIn(acme.owner), { email, role: 'admin' });
  await refused(browser.call(exportAccount), 'fresh_sign_in_required');
  await browser.accept(mailedLink(rt).token);
  const joined = await personIn(browser);
  expect(joined).toMatchObject({ membership: { orgId: acme.orgId, role: 'admin' } });
  expect(joined.sessionId).not.toBe(sessionId);
  await refused(browser.call(exportAccount), 'fresh_sign_in_required');
  await refused(
    browser.call(createApiKey, { name: 'Mine', mode: 'live', scopes: ['contacts:read'] }),
    'fresh_sign_in_required',
  );
  expect(await rowOf(joined.sessionId)).toEqual(before);
});

test('a session that ended while its request was under way changes nothing of the account', async () => {
  const browser = await signedIn(rt);
  const { app } = await addApp(browser);
  const person = await personIn(browser);
  await call(signOutEverywhere, person);
  const writing = operations.filter(({ scope, writes }) => scope === 'account' && writes);
  const inputs: Readonly<Record<string, unknown>> = {
    'account.erase': { email: person.email },
    'account.rename': { name: 'Mallory' },
    'factors.stepUp': { code: app.code(30) },
    'organizations.create': { name: 'Late' },
  };
  const control = () =>
    rt.tenancy.control.all(
      `SELECT name, updatedAt, frozenUntil, (SELECT count(*) FROM RecoveryCode r WHERE r.userId = u.id AND usedAt IS NULL) AS codes,
              (SELECT count(*) FROM TotpFactor t WHERE t.userId = u.id) AS apps, (SELECT lastStep FROM TotpFactor t WHERE t.userId = u.id) AS step
         FROM User u WHERE u.id = ?`,
      [person.userId],
    );
  const before = await control();
  const outcomes = await Promise.allSettled(writing.map((op) => call(op, person, inputs[op.name] ?? {})));
  expect(outcomes.filter(({ status }) => status === 'fulfilled').map((_, at) => writing[at]?.name)).toEqual([]);
  expect(await control()).toEqual(before);
});
