import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LimitName, limits } from '#lib/access/limits.ts';
import type { Principal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

/* CLAIMS R3, K5: who, when, where, what and why, of every outcome at the doors. */

interface Row {
  readonly orgId: string | null;
  readonly actor: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly address: string | null;
  readonly door: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly detail: string | null;
}

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

let network = 0;
const fresh = () => {
  network += 1;
  return `192.0.2.${network}`;
};
const createKey = (input: Record<string, unknown> = {}) =>
  call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'], ...input });

/** What the log holds of one address, oldest first. */
const eventsFrom = (address: string) =>
  rt.tenancy.control.all<Row>('SELECT * FROM AuditEvent WHERE address = ? ORDER BY id', [address]);

const detailOf = (row: Row | undefined) => JSON.parse(row?.detail ?? '{}') as Record<string, unknown>;

describe('a key that is proven', () => {
  it('is noted once a minute for each address, with its organisation, before its request does anything', async () => {
    const { key, id } = await createKey();
    const [address, other] = [fresh(), fresh()];
    for (let calls = 0; calls < 5; calls += 1) expect((await send('GET /me', { key, address })).status).toBe(200);
    const first = await send('GET /contacts', { key, address: other });
    const [event, ...more] = await eventsFrom(address);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      orgId: acme.orgId,
      actor: id,
      action: 'api.authenticate',
      outcome: 'ok',
      reason: null,
      door: 'api',
    });
    expect(detailOf(event)).toEqual({ operation: 'me.read' });
    expect((await eventsFrom(other))[0]?.requestId).toBe(first.headers.get('x-request-id'));
    rt.clock.advance(60);
    await Promise.all(Array.from({ length: 5 }, () => send('GET /me', { key, address })));
    expect(await eventsFrom(address)).toHaveLength(2);
  });
});

describe('a denial', () => {
  it('names the permission, the operation and the caller, who is told no more than before', async () => {
    const { key, id } = await createKey({ scopes: ['contacts:read'] });
    const address = fresh();
    const answer = await send('POST /contacts', { key, address, body: { firstName: 'X' } });
    expect(answer.status).toBe(403);
    const [, event] = await eventsFrom(address);
    expect(event).toMatchObject({
      ...{ orgId: acme.orgId, actor: id, action: 'access.denied', outcome: 'refused', reason: 'forbidden' },
      requestId: answer.headers.get('x-request-id'),
    });
    expect(detailOf(event)).toEqual({ operation: 'contacts.create', permission: 'contacts:write' });
  });

  it('is noted each time, at whichever door', async () => {
    const viewer = await createTestMember(acme.orgId, 'viewer');
    const address = fresh();
    for (const door of ['page', 'action', 'action'] as const)
      await refused(call(createContact, viewer, { firstName: 'X' }, { request: { address, door } }), 'forbidden');
    expect((await eventsFrom(address)).map(({ door, actor }) => [door, actor])).toEqual([
      ['page', viewer.userId],
      ['action', viewer.userId],
      ['action', viewer.userId],
    ]);
  });

  it('by the plan names the feature', async () => {
    const small = await createTestOrganization('Small', 'free');
    const address = fresh();
    await refused(call(createContact, keyPrincipal(small.orgId), {}, { request: { address } }), 'plan_required');
    const [event] = await eventsFrom(address);
    expect(event).toMatchObject({ orgId: small.orgId, reason: 'plan_required' });
    expect(detailOf(event)).toEqual({ operation: 'contacts.create', feature: 'api_access' });
  });

  it('inside an operation is one too: nobody invites above their own rank', async () => {
    const admin = await createTestMember(acme.orgId, 'admin');
    const address = fresh();
    const input = { email: 'boss@example.com', role: 'owner' };
    await refused(call(createInvite, admin, input, { request: { address } }), 'forbidden');
    expect((await eventsFrom(address)).map(({ action, reason }) => [action, reason])).toEqual([
      ['access.denied', 'forbidden'],
    ]);
  });

  it('of what is not there is none: absence is no secret, and another organisation’s records are absent', async () => {
    const { key } = await createKey();
    const address = fresh();
    expect((await send(`GET /contacts/${newId('con')}`, { key, address })).status).toBe(404);
    expect((await send('GET /contacts?limit=0', { key, address })).status).toBe(400);
    expect((await eventsFrom(address)).map(({ outcome }) => outcome)).toEqual(['ok']);
  });
});

describe('a limit', () => {
  const spend = async (name: LimitName, by: string) => {
    for (let taken = 0; taken < limits[name].limit; taken += 1) await rt.limiter.take(name, by);
  };

  it('that stops a caller is noted once in its window, however many attempts follow', async () => {
    const { key, id } = await createKey();
    const address = fresh();
    await spend('api.key', id);
    for (let tries = 0; tries < 20; tries += 1) expect((await send('GET /me', { key, address })).status).toBe(429);
    const events = (await eventsFrom(address)).filter(({ action }) => action === 'limit.hit');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ orgId: acme.orgId, actor: id, outcome: 'refused', reason: 'api.key' });
    expect(detailOf(events[0])).toMatchObject({ limit: 1_000, windowSeconds: 60 });
    rt.clock.advance(61);
    await spend('api.key', id);
    await send('GET /me', { key, address });
    expect((await eventsFrom(address)).filter(({ action }) => action === 'limit.hit')).toHaveLength(2);
  });

  it('on strangers is noted once for each network: a /64 of addresses is one', async () => {
    const prefix = '2001:db8:1:2';
    await spend('api.unauthenticated', `${prefix}::1`);
    const count = async () =>
      (
        await rt.tenancy.control.all(
          "SELECT id FROM AuditEvent WHERE address LIKE '2001:db8:1:2:%' AND action = 'limit.hit'",
        )
      ).length;
    for (let host = 1; host <= 10; host += 1) {
      const address = `${prefix}::${host}`;
      expect((await send('GET /me', { key: 'ck_live_x', address })).status).toBe(429);
    }
    expect(await count()).toBe(1);
  });

  it('is noted without the address that it was asked for', async () => {
    const address = fresh();
    const email = 'secret.person@example.com';
    await spend('auth.request', `${address} ${email}`);
    await refused(call(requestSignIn, anonymous, { email }, { request: { address } }), 'rate_limited');
    const [event] = await eventsFrom(address);
    expect(event).toMatchObject({ orgId: null, actor: null, action: 'limit.hit', reason: 'auth.request' });
    expect(JSON.stringify(event)).not.toContain('secret.person');
  });
});

describe('a person', () => {
  it('who signs in is noted in the organisation where the session starts, by which means, and from where', async () => {
    const browser = new TestBrowser();
    await browser.signIn(rt, acme.owner.email);
    const events = await eventsFrom(browser.address);
    expect(events.map(({ action, orgId, actor }) => [action, orgId, actor])).toEqual([
      ['auth.request', null, null],
      ['auth.verify', acme.orgId, acme.owner.userId],
    ]);
  });

  it('who fails to is noted for the operator, since whose attempt it was is not known', async () => {
    const address = fresh();
    await refused(call(verifySignIn, anonymous, { token: 'x'.repeat(43) }, { request: { address } }), 'sign_in_failed');
    const events = await eventsFrom(address);
    expect(events).toMatchObject([{ action: 'auth.verify', outcome: 'refused', orgId: null }]);
  });
});

describe('what a client had a hand in', () => {
  it('forges no line: it stands on one, with what cannot be seen spelled out', async () => {
    const forged = 'curl\r\n2026-03-01T12:00:00Z ok owner\u001b[1A\u202egnihton';
    const principal: Principal = { ...keyPrincipal(acme.orgId, []), keyId: newId('key') } as Principal;
    const address = fresh();
    const request = { address: `${address}\r\nforged`, userAgent: forged };
    await refused(call(createContact, principal, {}, { request }), 'forbidden');
    const [event] = await rt.tenancy.control.all<Row>("SELECT * FROM AuditEvent WHERE address LIKE ? || '%'", [
      address,
    ]);
    expect(event?.address).toBe(`${address}\\u{d}\\u{a}forged`);
    expect(event?.userAgent).toBe('curl\\u{d}\\u{a}2026-03-01T12:00:00Z ok owner\\u{1b}[1A\\u{202e}gnihton');
  });

  it('is cut where it would never end', async () => {
    const address = fresh();
    const request = { address, userAgent: 'x'.repeat(100_000) };
    await refused(call(createContact, keyPrincipal(acme.orgId, []), {}, { request }), 'forbidden');
    expect((await eventsFrom(address))[0]?.userAgent?.length).toBeLessThanOrEqual(300);
  });

  it('is no secret: neither keys nor tokens stand in the log', async () => {
    const { key } = await createKey();
    const browser = new TestBrowser();
    const link = await browser.askForLink(rt, acme.owner.email);
    await browser.call(verifySignIn, { token: link.token });
    await send('GET /me', { key: `${key.slice(0, -3)}000`, address: fresh() });
    await send('GET /me', { key, address: fresh() });
    const log = JSON.stringify(await rt.tenancy.control.all('SELECT * FROM AuditEvent'));
    for (const secret of [key, key.slice(16), link.token, browser.sessionToken()]) expect(log).not.toContain(secret);
  });
});
