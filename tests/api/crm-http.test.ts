import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type Got, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { contacts500 } from '../support/contacts-csv.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let key: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  key = (await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] })).key;
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

function ask(method: string, path: string, body?: unknown): Promise<Got> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return server.send({
    method,
    path: `/api/v1${path}`,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('contacts, deals and activities over HTTP', () => {
  test.each([
    ['/contacts', { firstName: 'Ana' }, { lastName: 'Lee' }],
    ['/deals', { title: 'Deal', amountMinor: 1999, currency: 'USD' }, { stage: 'won' }],
    ['/activities', { kind: 'task', subject: 'Call' }, { doneAt: '2026-03-01T12:00:00Z' }],
  ])('%s: 201 with Location, 200, 200 for a change, 204 without a body, 404', async (path, created, change) => {
    const made = await ask('POST', path, created);
    expect(made.status).toBe(201);
    const record = JSON.parse(made.text);
    expect(record).toMatchObject(created);
    const at = made.headers.get('location') ?? '';
    expect(at).toBe(`/api/v1${path}/${record.id}`);
    const own = at.slice('/api/v1'.length);
    expect(JSON.parse((await ask('GET', own)).text)).toEqual(record);
    const changed = await ask('PATCH', own, { version: 1, ...change });
    expect(JSON.parse(changed.text)).toMatchObject({ id: record.id, version: 2 });
    expect((await ask('PATCH', own, { version: 1, ...change })).status).toBe(412);
    const listed = JSON.parse((await ask('GET', `${path}?limit=1`)).text);
    expect(listed).toMatchObject({ data: [{ id: record.id }], nextCursor: null });
    const removed = await ask('DELETE', own);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await ask('GET', own)).status).toBe(404);
  });

  test('a filter that no list knows is refused by name', async () => {
    const answer = await ask('GET', '/contacts?colour=red');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('colour');
  });
});

describe('an import over HTTP', () => {
  test('takes the file as the body, with its name in Content-Disposition, and gives rejected rows as a file', async () => {
    const bad = Buffer.concat([contacts500(), Buffer.from('Bad,Mail,,,,,,,,,nobody,\r\n')]);
    const uploaded = await server.send({
      method: 'POST',
      path: '/api/v1/imports',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'text/csv',
        'content-disposition': `attachment; filename="people.csv"; filename*=UTF-8''M%C3%A4rz%202026.csv`,
      },
      body: new Uint8Array(bad),
    });
    expect(uploaded.status).toBe(201);
    const { id, fileName, rowsTotal } = JSON.parse(uploaded.text);
    expect([fileName, rowsTotal]).toEqual(['März 2026.csv', 501]);
    expect(uploaded.headers.get('location')).toBe(`/api/v1/imports/${id}`);

    expect((await ask('PATCH', `/imports/${id}`, { duplicates: 'update' })).status).toBe(200);
    expect(JSON.parse((await ask('GET', `/imports/${id}/preview?rows=2`)).text).rows).toHaveLength(2);
    expect(JSON.parse((await ask('POST', `/imports/${id}/dry-run`)).text)).toMatchObject({
      rowsCreated: 500,
      rowsRejected: 1,
    });
    expect((await ask('POST', `/imports/${id}/commit`)).status).toBe(202);
    let state = 'running';
    for (const deadline = Date.now() + 30_000; state === 'running' && Date.now() < deadline; await wait(20)) {
      state = JSON.parse((await ask('GET', `/imports/${id}`)).text).state;
    }
    expect(state).toBe('done');

    const rejects = await ask('GET', `/imports/${id}/rejects`);
    expect(rejects.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(rejects.headers.get('content-disposition')).toContain(`rejected-${id}.csv`);
    expect(rejects.text.trimEnd().split('\r\n')).toHaveLength(2);
    expect(rejects.text).toContain('email: Not an e-mail address');
    const all = JSON.parse((await ask('GET', '/contacts?limit=100&sort=-createdAt')).text);
    expect(all.data).toHaveLength(100);
    expect(all.nextCursor).not.toBeNull();
  });

  test('without a body, or with a compressed one, is refused', async () => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
    const post = (more: Record<string, string>, body?: string) =>
      server.send({
        method: 'POST',
        path: '/api/v1/imports',
        headers: { ...headers, ...more },
        ...(body ? { body } : {}),
      });
    expect((await post({})).status).toBe(400);
    expect((await post({ 'content-encoding': 'gzip' }, 'name\nAna\n')).status).toBe(415);
  });
});
