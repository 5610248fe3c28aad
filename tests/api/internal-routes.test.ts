import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { parseMetrics } from '../support/prometheus-text.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let apiKey: string;
/** What the pages behind the server saw of the last request. */
let seen: { readonly url: string; readonly headers: IncomingHttpHeaders } | null = null;
const servers: OwnServer[] = [];

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
  apiKey = (await call(createApiKey, justSignedIn(acme.owner), { name: 'all', scopes: ['*'] })).key;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  seen = null;
});
afterAll(() => rt.close());

async function server(trustedHops = 0): Promise<OwnServer> {
  const started = await startOwnServer(rt, {
    trustedHops,
    pages: async (request, response) => {
      seen = { url: request.url ?? '', headers: request.headers };
      response.statusCode = 404;
      response.end('nothing here');
    },
  });
  servers.push(started);
  return started;
}

const withKey = (): Record<string, string> => ({ authorization: `Bearer ${rt.secrets.internalApiKey}` });

interface Noted {
  readonly outcome: string;
  readonly reason: string | null;
  readonly address: string;
  readonly detail: string | null;
}

async function noted(): Promise<Noted[]> {
  return rt.tenancy.control.all<Noted>(
    "SELECT outcome, reason, address, detail FROM AuditEvent WHERE action = 'internal.call' ORDER BY at, id",
  );
}

/** Forgets what was noted, in the table and, by the time that passes, in memory. */
async function noteAnew(): Promise<void> {
  await rt.tenancy.control.write((tx) => tx.run("DELETE FROM AuditEvent WHERE action = 'internal.call'"));
  rt.clock.advance(61);
}

describe('E10: internal calls from inside with the key', () => {
  test('metrics are Prometheus text, well formed, with every family that operators are promised', async () => {
    const own = await server();
    await call(createContact, acme.owner, { firstName: 'Ada', lastName: 'Lovelace' });
    await own.send({ path: '/api/v1/contacts', headers: { authorization: `Bearer ${apiKey}` } });
    await own.send({ path: '/api/v1/contacts', headers: { authorization: 'Bearer ck_live_nothing' } });
    await own.send({ path: '/some/page' });
    const answer = await own.send({ path: '/internal/metrics', headers: withKey() });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const metrics = parseMetrics(answer.text);
    const value = (name: string, labels: Record<string, string> = {}) =>
      metrics.samples.find(
        (sample) =>
          sample.name === name && Object.entries(labels).every(([label, wanted]) => sample.labels[label] === wanted),
      )?.value;
    expect(value('holdfast_requests_total', { operation: 'contacts.list', status: '2xx' })).toBe(1);
    expect(value('holdfast_requests_total', { operation: 'contacts.list', status: '4xx' })).toBe(1);
    expect(value('holdfast_request_duration_seconds_count', { operation: 'contacts.list' })).toBe(2);
    expect(value('holdfast_requests_total', { operation: 'page', status: '4xx' })).toBe(1);
    expect(value('holdfast_authentications_total', { outcome: 'key' })).toBe(1);
    expect(value('holdfast_authentications_total', { outcome: 'key_malformed' })).toBe(1);
    expect(value('holdfast_limiter_verdicts_total', { limit: 'api.key', verdict: 'allowed' })).toBeGreaterThan(0);
    expect(value('holdfast_commit_group_writes_count', { database: 'tenant' })).toBeGreaterThan(0);
    expect(value('holdfast_commit_group_duration_seconds_count', { database: 'control' })).toBeGreaterThan(0);
    expect(value('holdfast_pool_open')).toBeGreaterThan(0);
    expect(value('holdfast_jobs', { state: 'queued' })).toBeDefined();
    expect(value('holdfast_event_loop_lag_seconds', { quantile: '0.99' })).toBeDefined();
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  test('G7: nothing in them names an organisation, a person, a key or an address', async () => {
    const own = await server();
    const { text } = await own.send({ path: '/internal/metrics', headers: withKey() });
    for (const secret of [
      acme.orgId,
      acme.slug,
      'Ada',
      '127.0.0.1',
      apiKey,
      apiKey.slice(8, 16),
      rt.secrets.internalApiKey,
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/\b(?:org|usr|key|con|req|ses)_[0-9a-z]{10}/i);
  });

  test('attempts with made-up routes and reasons do not grow the series', async () => {
    const own = await server();
    const seriesOf = async () =>
      parseMetrics((await own.send({ path: '/internal/metrics', headers: withKey() })).text).samples.length;
    for (let index = 0; index < 5; index += 1) await own.send({ path: `/api/v1/warm-${index}`, method: 'POST' });
    const before = await seriesOf();
    for (let index = 0; index < 50; index += 1) {
      await own.send({ path: `/api/v1/nothing-${index}`, method: index % 2 ? 'GET' : 'POST' });
      await own.send({ path: '/api/v1/contacts', headers: { authorization: `Bearer ck_live_${index}` } });
    }
    // Refusals for a reason that had not been seen before may add theirs.
    expect((await seriesOf()) - before).toBeLessThan(10);
    for (let index = 0; index < 200; index += 1) rt.meters.authentication(`made up ${index}`);
    expect((await seriesOf()) - before).toBeLessThan(60);
  });

  test('migrations say how far the databases are, and which are set aside and why', async () => {
    const own = await server();
    const bad = await createTestOrganization('Bad');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Placement SET state = 'quarantined', stateReason = 'damaged' WHERE orgId = ?", [bad.orgId]),
    );
    const answer = await own.send({ path: '/internal/migrations', headers: withKey() });
    expect(answer.status).toBe(200);
    const { schemaLevel } = rt.tenancy;
    expect(JSON.parse(answer.text)).toMatchObject({
      schemaLevel,
      organizations: [
        { state: 'ok', schemaLevel, organizations: 1 },
        { state: 'quarantined', schemaLevel, organizations: 1 },
      ],
      quarantined: [{ orgId: bad.orgId, reason: 'damaged' }],
    });
  });

  test('the limiter says its store, its state and its whole policy, and no caller', async () => {
    const own = await server();
    const answer = await own.send({ path: '/internal/limiter', headers: withKey() });
    const report = JSON.parse(answer.text) as { limits: Record<string, unknown> };
    expect(report).toMatchObject({ store: 'memory', circuit: { state: 'closed', failures: 0, lastFailure: null } });
    expect(report.limits['api.key']).toMatchObject({ by: 'key', limit: 1_000, windowSeconds: 60, onFailure: 'allow' });
    expect(answer.text).not.toContain('127.0.0.1');
  });

  test('they are noted, once a minute for each report and address', async () => {
    const own = await server();
    await noteAnew();
    for (let call = 0; call < 5; call += 1) await own.send({ path: '/internal/metrics', headers: withKey() });
    await own.send({ path: '/internal/limiter', headers: withKey() });
    expect(await noted()).toEqual([
      { outcome: 'ok', reason: null, address: '127.0.0.1', detail: '{"report":"metrics"}' },
      { outcome: 'ok', reason: null, address: '127.0.0.1', detail: '{"report":"limiter"}' },
    ]);
    rt.clock.advance(61);
    await own.send({ path: '/internal/metrics', headers: withKey() });
    expect(await noted()).toHaveLength(3);
  });

  test('HEAD is answered without a body', async () => {
    const own = await server();
    const answer = await own.send({ method: 'HEAD', path: '/internal/metrics', headers: withKey() });
    expect(answer).toMatchObject({ status: 200, text: '' });
  });
});

/** An answer without what differs from one request to the next. */
function plain(answer: { readonly status: number; readonly headers: Headers; readonly text: string }) {
  const headers = [...answer.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return { status: answer.status, headers, text: answer.text };
}

const wrongKey = () => ({
  authorization: `Bearer ${rt.secrets.internalApiKey.replace(/^./, (c) => (c === '0' ? '1' : '0'))}`,
});

describe('E10: every other internal call finds nothing', () => {
  /** Title, what is sent, and the reason that is noted. */
  const refused: readonly (readonly [string, () => Parameters<OwnServer['send']>[0], string])[] = [
    ['without the key', () => ({ path: '/internal/metrics' }), 'wrong_key'],
    ['with another key', () => ({ path: '/internal/metrics', headers: wrongKey() }), 'wrong_key'],
    ['with an empty key', () => ({ path: '/internal/metrics', headers: { authorization: 'Bearer ' } }), 'wrong_key'],
    [
      'with an API key',
      () => ({ path: '/internal/metrics', headers: { authorization: `Bearer ${apiKey}` } }),
      'wrong_key',
    ],
    [
      'with the key as a password',
      () => ({ path: '/internal/metrics', headers: { authorization: `Basic ${rt.secrets.internalApiKey}` } }),
      'wrong_key',
    ],
    [
      'with the key in the address',
      () => ({ path: `/internal/metrics?key=${rt.secrets.internalApiKey}` }),
      'wrong_key',
    ],
    ['at a path where nothing is', () => ({ path: '/internal/nothing', headers: withKey() }), 'unknown_path'],
    ['at the path itself', () => ({ path: '/internal', headers: withKey() }), 'unknown_path'],
    ['below a report', () => ({ path: '/internal/metrics/', headers: withKey() }), 'unknown_path'],
    ['at a name that every object has', () => ({ path: '/internal/constructor', headers: withKey() }), 'unknown_path'],
    ['that would write', () => ({ method: 'POST', path: '/internal/metrics', headers: withKey(), body: '' }), 'method'],
  ];

  test.each(refused)('a call %s', async (_title, sent, reason) => {
    const own = await server();
    await noteAnew();
    const what = sent();
    const answer = await own.send(what);
    const pagesSaw = seen?.headers;
    const elsewhere = await own.send({ ...what, path: what.path.replace('/internal', '/legal') });
    expect(plain(answer)).toEqual(plain(elsewhere));
    expect(answer.status).toBe(404);
    // What renders the 404 is told the same too.
    expect({ ...pagesSaw, 'x-request-id': '' }).toEqual({ ...seen?.headers, 'x-request-id': '' });
    expect(await noted()).toEqual([{ outcome: 'refused', reason, address: '127.0.0.1', detail: null }]);
  });

  test('a flood of them is noted once a minute', async () => {
    const own = await server();
    await noteAnew();
    for (let call = 0; call < 20; call += 1) await own.send({ path: '/internal/metrics' });
    expect(await noted()).toHaveLength(1);
  });

  test.each([
    ['forged by a header, without proxies', 0, '127.0.0.1', false],
    ['forged by a header, behind a proxy', 1, '127.0.0.1, 203.0.113.5', false],
    ['said by our proxy', 1, '203.0.113.5, 10.1.2.3', true],
    ['said by our proxy, another one', 1, '10.1.2.3, 203.0.113.5', false],
  ])('the address is who called by the trusted-hops rule: %s', async (_title, hops, forwarded, admitted) => {
    Object.assign(rt.env, { INTERNAL_ADDRESSES: '10.0.0.0/8, 2001:db8:77::/48' });
    try {
      const own = await server(hops);
      const headers = { ...withKey(), 'x-forwarded-for': forwarded };
      expect((await own.send({ path: '/internal/limiter', headers })).status).toBe(admitted ? 200 : 404);
    } finally {
      Object.assign(rt.env, { INTERNAL_ADDRESSES: undefined });
    }
  });

  test('the right key from elsewhere is noted as what it is: one that has leaked', async () => {
    Object.assign(rt.env, { INTERNAL_ADDRESSES: '10.0.0.0/8' });
    try {
      const own = await server();
      await noteAnew();
      expect((await own.send({ path: '/internal/metrics', headers: withKey() })).status).toBe(404);
      expect((await own.send({ path: '/internal/metrics' })).status).toBe(404);
      expect((await noted()).map(({ reason }) => reason)).toEqual(['foreign_address', 'foreign_address_wrong_key']);
    } finally {
      Object.assign(rt.env, { INTERNAL_ADDRESSES: undefined });
    }
  });

  test('where the call was let in and cannot be noted, it fails', async () => {
    const own = await server();
    rt.clock.advance(61);
    await rt.tenancy.control.write((tx) =>
      tx.run("CREATE TRIGGER no_audit BEFORE INSERT ON AuditEvent BEGIN SELECT RAISE(ABORT, 'no room'); END"),
    );
    try {
      expect((await own.send({ path: '/internal/metrics', headers: withKey() })).status).toBeGreaterThanOrEqual(500);
      expect((await own.send({ path: '/internal/metrics' })).status).toBe(404);
    } finally {
      await rt.tenancy.control.write((tx) => tx.run('DROP TRIGGER no_audit'));
    }
  });
});
