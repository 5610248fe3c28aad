import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { revokeShare } from '#lib/ledger/share/revoke-share.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { makeLink } from '../support/shared-link.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let network = 0;
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const get = (token: string, more: { readonly key?: string } = {}) =>
  send(`GET /shares/${token}`, { address: fresh(), ...more });

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
  await call(createContact, acme.owner, { firstName: 'Canary', email: 'canary@example.com' });
});
afterAll(() => rt.close());

describe('GET /api/v1/shares/{token}', () => {
  it('200: shows the projection to anybody, with the limits, and lets nobody keep it', async () => {
    const { token } = await makeLink(acme);
    const answer = await get(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('ratelimit-policy')).toContain('share.open');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.json).toMatchObject({ reveal: 'redacted', organization: 'Acme' });
    expect(answer.text).not.toMatch(/Canary|canary|(?:usr|con|rcp|shr|key)_/);
    expect(answer.text).not.toContain(token);
  });

  it('404: the same bytes and headers for a link that never was, was revoked or is used up', async () => {
    const [revoked, spent] = [await makeLink(acme), await makeLink(acme, { usesMax: 1 })];
    await call(revokeShare, acme.owner, { id: revoked.id });
    expect((await get(spent.token)).status).toBe(200);
    const answers = [];
    for (const token of ['A'.repeat(43), revoked.token, spent.token, 'x']) {
      answers.push(withoutRequestId(await get(token)));
    }
    expect(answers[0]?.status).toBe(404);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('401: what opens a link is no key of the API, nor of anything else', async () => {
    const { token } = await makeLink(acme);
    for (const target of ['GET /ledger/receipts', 'GET /me', 'GET /ledger/shares']) {
      expect((await send(target, { key: token, address: fresh() })).status).toBe(401);
    }
  });

  it('400: a key of the API in its place is refused unlooked at, and its organisation hears of it', async () => {
    const { key, prefix } = await call(createApiKey, acme.owner, { name: 'Sync', scopes: ['*'] });
    const answer = await get(key);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(prefix);
    // A key cannot make links either, whatever it may do.
    const made = await send('POST /ledger/shares', { key, address: fresh(), body: { label: 'x' } });
    expect(made.status).toBe(403);
  });

  it('leaves the token in no audit event, of those that were let in and those that were not', async () => {
    const { token, id } = await makeLink(acme, { usesMax: 1 });
    await get(token);
    await get(token);
    const events = await rt.tenancy.control.all<{ outcome: string; detail: string | null }>(
      "SELECT * FROM AuditEvent WHERE action = 'share.open'",
    );
    const ours = events.filter(({ detail }) => detail?.includes(id)).map(({ outcome }) => outcome);
    expect(ours.sort()).toEqual(['ok', 'refused']);
    expect(JSON.stringify(await rt.tenancy.control.all('SELECT * FROM AuditEvent'))).not.toContain(token);
  });
});
