import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { exportAuditEvents } from '#lib/audit/export-events.ts';
import { listContacts } from '#lib/crm/contacts/list-contacts.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { listOrigins } from '#lib/origins/list-origins.ts';
import { fail } from '#lib/platform/errors.ts';
import { send } from '../api/send.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/* CLAIMS R3: an audit write that fails fails the act. */

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

/** Runs `body` while nothing can be written where the audit log is kept: the disk is full there, say. */
async function whileNothingIsNoted<T>(body: () => Promise<T>): Promise<T> {
  const { control } = rt.tenancy;
  const write = control.write;
  control.write = () => Promise.reject(fail('storage_unavailable', { detail: 'no space left' }));
  try {
    return await body();
  } finally {
    control.write = write;
  }
}

const contacts = async () => (await call(listContacts, acme.owner, { limit: 100 })).data.length;
const eventsFrom = async (address: string) =>
  (await rt.tenancy.control.all('SELECT id FROM AuditEvent WHERE address = ?', [address])).length;
const newKey = async (scopes = ['*']) => call(createApiKey, acme.owner, { name: 'Sync', scopes });

describe('while the audit log cannot be written', () => {
  it('503: a key’s request does nothing, though its own organisation could be written; afterwards it is noted', async () => {
    const { key } = await newKey();
    const address = '192.0.2.1';
    const before = await contacts();
    const create = () => send('POST /contacts', { key, address, body: { firstName: 'Ann' } });
    const answers = await whileNothingIsNoted(() => Promise.all([create(), create(), create()]));
    for (const answer of answers) expect(answer.json).toMatchObject({ status: 503, code: 'storage_unavailable' });
    expect(await contacts()).toBe(before);
    expect(await eventsFrom(address)).toBe(0);

    expect((await create()).status).toBe(201);
    expect(await eventsFrom(address)).toBe(1);
    // Noted in this minute: what failed above was the note, and nothing else.
    expect((await whileNothingIsNoted(create)).status).toBe(201);
    expect(await contacts()).toBe(before + 2);
  });

  it.each([
    ['a refused key', async () => ({ key: 'ck_live_00000000000000000000000000' })],
    ['no key at all', async () => ({})],
    ['a missing scope', async () => ({ key: (await newKey(['deals:read'])).key })],
  ])('503: %s is not told of its refusal either', async (what, caller) => {
    const sent = { ...(await caller()), address: `192.0.2.${what.length}` };
    // The key’s own use is noted before, so that the denial alone is what fails.
    await send('GET /me', sent);
    const answer = await whileNothingIsNoted(() => send('POST /contacts', { ...sent, body: { firstName: 'Eve' } }));
    expect(answer.json).toMatchObject({ status: 503, code: 'storage_unavailable' });
  });

  it('503: whom a limit stops; the first who is told so afterwards is noted', async () => {
    const { key, id } = await newKey();
    const address = '192.0.2.50';
    for (let taken = 0; taken < limits['api.key'].limit; taken += 1) await rt.limiter.take('api.key', id);
    expect((await whileNothingIsNoted(() => send('GET /me', { key, address }))).status).toBe(503);
    expect((await send('GET /me', { key, address })).status).toBe(429);
    expect(await eventsFrom(address)).toBe(1);
  });

  it('503: an export gives nothing out, and a person at the console is not told of a denial', async () => {
    await whileNothingIsNoted(async () => {
      await refused(call(exportAuditEvents, acme.owner, { format: 'csv' }), 'storage_unavailable');
      const viewer = { ...acme.owner, membership: { orgId: acme.orgId, role: 'viewer' } } as const;
      await refused(call(createOrigin, viewer, { origin: 'https://a.example' }), 'storage_unavailable');
    });
  });

  it('503: an origin is neither allowed nor receipted without its event', async () => {
    const admin = await createTestMember(acme.orgId, 'admin');
    await whileNothingIsNoted(() =>
      refused(call(createOrigin, admin, { origin: 'https://a.example' }), 'storage_unavailable'),
    );
    expect((await call(listOrigins, acme.owner)).data).toEqual([]);
  });
});
