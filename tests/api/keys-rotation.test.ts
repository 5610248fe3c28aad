import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { readApiKey } from '#lib/api-keys/read-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { rotateApiKey } from '#lib/api-keys/rotate-key.ts';
import { updateApiKey } from '#lib/api-keys/update-key.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const hour = 3_600;
const day = 24 * hour;
const create = (input: object = {}) =>
  call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'], ...input });
const rotate = (id: string, input: object = {}) => call(rotateApiKey, justSignedIn(acme.owner), { id, ...input });
let network = 0;
const statusOf = async (key: string) => {
  network += 1;
  return (await send('GET /me', { key, address: `192.0.2.${network % 250}` })).status;
};
const inSeconds = (seconds: number) => isoAfter(rt.clock.now(), seconds);
const actionsOf = async (subject: string) =>
  (await call(listReceipts, acme.owner, { subject })).data.map(({ action }) => action);

describe('rotating a key', () => {
  it('201: makes a key like it, and both work until the grace ends', async () => {
    const old = await create({
      name: 'Reports',
      mode: 'test',
      scopes: ['contacts:read'],
      allowedAddresses: ['192.0.2.0/24'],
    });
    const answer = await call(rotateApiKey, justSignedIn(acme.owner), { id: old.id, graceSeconds: hour });
    expect(answer).toMatchObject({
      name: 'Reports',
      mode: 'test',
      scopes: ['contacts:read'],
      allowedAddresses: ['192.0.2.0/24'],
      state: 'active',
      expiresAt: null,
      replaces: { id: old.id, expiresAt: inSeconds(hour) },
    });
    expect(answer.key).toMatch(/^ck_test_/);
    expect(answer.key).not.toBe(old.key);
    expect(await call(readApiKey, acme.owner, { id: old.id })).toMatchObject({
      state: 'active',
      replacedById: answer.id,
      expiresAt: inSeconds(hour),
    });
    rt.clock.advance(hour - 0.001);
    expect(await Promise.all([statusOf(old.key), statusOf(answer.key)])).toEqual([200, 200]);
    rt.clock.advance(0.001);
    expect(await Promise.all([statusOf(old.key), statusOf(answer.key)])).toEqual([401, 200]);
  });

  it('gives a day if nothing is said, at most thirty, and none if that is asked for', async () => {
    const made = await create();
    expect((await rotate(made.id)).replaces.expiresAt).toBe(inSeconds(day));
    const most = await create();
    expect((await rotate(most.id, { graceSeconds: 30 * day })).replaces.expiresAt).toBe(inSeconds(30 * day));
    const none = await create();
    await rotate(none.id, { graceSeconds: 0 });
    expect(await statusOf(none.key)).toBe(401);
    for (const graceSeconds of [-1, 30 * day + 1, 1.5, '60']) {
      await refused(rotate((await create()).id, { graceSeconds }), 'invalid_input');
    }
  });

  it('never lets the old key live past its own expiry, and gives the new one as long as it was given', async () => {
    const old = await create({ expiresAt: inSeconds(10 * day) });
    rt.clock.advance(9.5 * day);
    const made = await rotate(old.id, { graceSeconds: 30 * day });
    expect(made.replaces.expiresAt).toBe(old.expiresAt);
    expect(made.expiresAt).toBe(inSeconds(10 * day));
    const chosen = await create({ expiresAt: inSeconds(day) });
    expect((await rotate(chosen.id, { expiresAt: inSeconds(2 * day) })).expiresAt).toBe(inSeconds(2 * day));
    const forEver = await create({ expiresAt: inSeconds(day) });
    expect((await rotate(forEver.id, { expiresAt: null })).expiresAt).toBeNull();
    await refused(rotate((await create()).id, { expiresAt: inSeconds(-1) }), 'invalid_input');
  });

  it('of ten at once one is done', async () => {
    const old = await create();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => rotate(old.id)));
    const made = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(made).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
    }
    const rows = await rt.tenancy.control.all('SELECT id FROM ApiKey WHERE createdAt = ? AND id > ?', [
      rt.clock.now().toISOString(),
      old.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('409: says what stands in the way of a second rotation, and of one of a dead key', async () => {
    const twice = await create();
    await rotate(twice.id);
    expect((await refused(rotate(twice.id), 'conflict')).publicMessage).toContain('rotated before');
    const revoked = await create();
    await call(revokeApiKey, acme.owner, { id: revoked.id });
    expect((await refused(rotate(revoked.id), 'conflict')).publicMessage).toContain('revoked');
    const expired = await create({ expiresAt: inSeconds(1) });
    rt.clock.advance(1);
    expect((await refused(rotate(expired.id), 'conflict')).publicMessage).toContain('expired');
  });

  it('leaves two receipts, an audit event, and the secret nowhere', async () => {
    const old = await create();
    const made = await rotate(old.id);
    expect(await actionsOf(old.id)).toEqual(['apiKey.rotated', 'apiKey.created']);
    expect(await actionsOf(made.id)).toEqual(['apiKey.created']);
    const audit = await rt.tenancy.control.all("SELECT detail FROM AuditEvent WHERE action = 'apiKey.rotate'");
    expect(JSON.stringify(audit)).toContain(made.id);
    expect(JSON.stringify(audit)).not.toContain(made.key.slice(16));
    expect(await call(verifyOwnLedger, acme.owner)).toMatchObject({ ok: true });
  });

  it('403: takes an owner or admin; no key and no member does it', async () => {
    const old = await create();
    const input = { id: old.id };
    await refused(call(rotateApiKey, keyPrincipal(acme.orgId), input), 'forbidden');
    await refused(call(rotateApiKey, await createTestMember(acme.orgId, 'member'), input), 'forbidden');
    const admin = await createTestMember(acme.orgId, 'admin');
    expect((await call(rotateApiKey, admin, input)).createdBy).toBe(admin.userId);
  });

  it('is not undone by a change that was prepared before it', async () => {
    const old = await create();
    await Promise.all([
      rotate(old.id, { graceSeconds: 60 }),
      call(updateApiKey, acme.owner, { id: old.id, name: 'Other' }),
    ]);
    expect(await call(readApiKey, acme.owner, { id: old.id })).toMatchObject({ expiresAt: inSeconds(60) });
  });
});

describe('changing a key', () => {
  it('200: its name, where it works from and an earlier expiry; a receipt says what', async () => {
    const made = await create({ expiresAt: inSeconds(10 * day) });
    const change = { name: 'Nightly', allowedAddresses: ['192.0.2.9/24', '::ffff:192.0.2.1', '192.0.2.0/24'] };
    const changed = await call(updateApiKey, acme.owner, { id: made.id, ...change, expiresAt: inSeconds(day) });
    expect(changed).toMatchObject({
      name: 'Nightly',
      allowedAddresses: ['192.0.2.0/24', '192.0.2.1'],
      expiresAt: inSeconds(day),
      scopes: ['*'],
    });
    expect(await call(readApiKey, acme.owner, { id: made.id })).toEqual(changed);
    expect(await actionsOf(made.id)).toEqual(['apiKey.updated', 'apiKey.created']);
    // Nothing changes, so nothing is told.
    await call(updateApiKey, acme.owner, { id: made.id, name: 'Nightly' });
    expect(await actionsOf(made.id)).toHaveLength(2);
  });

  it('400: never lets it live longer, and names what is no address', async () => {
    const made = await create({ expiresAt: inSeconds(day) });
    const later = await refused(
      call(updateApiKey, acme.owner, { id: made.id, expiresAt: inSeconds(2 * day) }),
      'invalid_input',
    );
    expect(later.problems[0]?.path).toBe('expiresAt');
    const wrong = { id: made.id, allowedAddresses: ['192.0.2.1', 'office', '10.0.0.0/33'] };
    const named = await refused(call(updateApiKey, acme.owner, wrong), 'invalid_input');
    expect(named.problems.map(({ path }) => path)).toEqual(['allowedAddresses.1', 'allowedAddresses.2']);
    const many = { id: made.id, allowedAddresses: Array.from({ length: 51 }, (_, index) => `192.0.2.${index}`) };
    await refused(call(updateApiKey, acme.owner, many), 'invalid_input');
    await refused(call(updateApiKey, acme.owner, { id: made.id }), 'invalid_input');
    await refused(call(updateApiKey, acme.owner, { id: made.id, scopes: ['*'] }), 'invalid_input');
  });

  it('409: a key that works no more stays as it is', async () => {
    const made = await create();
    await call(revokeApiKey, acme.owner, { id: made.id });
    await refused(call(updateApiKey, acme.owner, { id: made.id, name: 'Back' }), 'conflict');
  });
});

describe('where a key may be used from', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', '192.0.3.0'],
    ['198.51.100.7', '::ffff:198.51.100.7', '198.51.100.8'],
    ['2001:db8:1::/48', '2001:db8:1:ffff::1', '2001:db8:2::1'],
    ['::ffff:203.0.113.0/120', '203.0.113.9', '2001:db8::1'],
  ])('%s: yes from %s, no from %s', async (block, inside, outside) => {
    const { key } = await create({ allowedAddresses: [block] });
    expect((await send('GET /me', { key, address: inside })).status).toBe(200);
    expect((await send('GET /me', { key, address: outside })).status).toBe(401);
    const events = await rt.tenancy.control.all(
      "SELECT 1 FROM AuditEvent WHERE reason = 'key_address' AND address = ? AND orgId = ?",
      [outside, acme.orgId],
    );
    expect(events).toHaveLength(1);
  });

  it('nowhere, when nothing trustworthy says where the request is from, or the list cannot be read', async () => {
    const { key, id } = await create({ allowedAddresses: ['0.0.0.0/0', '::/0'] });
    expect((await send('GET /me', { key, address: 'unknown' })).status).toBe(401);
    expect(await statusOf(key)).toBe(200);
    await rt.tenancy.control.write((tx) => tx.run("UPDATE ApiKey SET allowedAddresses = '{}' WHERE id = ?", [id]));
    expect(await statusOf(key)).toBe(401);
  });
});
