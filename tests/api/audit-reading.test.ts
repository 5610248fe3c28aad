import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '#lib/access/audit.ts';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { exportAuditEvents } from '#lib/audit/export-events.ts';
import { listInstallationEvents } from '#lib/audit/installation-events.ts';
import { listAuditEvents } from '#lib/audit/list-events.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  operator,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterAll(() => rt.close());

const record = (event: Partial<Parameters<typeof recordAudit>[1]> = {}) =>
  recordAudit(rt.tenancy.control, {
    ...{ action: 'access.denied', outcome: 'refused', reason: 'forbidden', at: rt.clock.now(), orgId: acme.orgId },
    ...event,
  });
const list = (input: Record<string, unknown> = {}, org = acme) => call(listAuditEvents, org.owner, input);

describe('the audit log of an organisation', () => {
  it('is its own: events of others, and of nobody, are not in it, whatever is asked for', async () => {
    const address = '192.0.2.1';
    await record({ address });
    await record({ address, orgId: globex.orgId, reason: 'theirs' });
    await record({ address, orgId: null, reason: 'nobodys' });
    expect((await list({ address })).data.map(({ reason }) => reason)).toEqual(['forbidden']);
    expect((await list({ reason: 'theirs' })).data).toEqual([]);
    expect((await list({ address }, globex)).data.map(({ reason }) => reason)).toEqual(['theirs']);
  });

  it('is for owners and admins, and for keys with that scope', async () => {
    for (const role of ['member', 'viewer'] as const)
      await refused(call(listAuditEvents, await createTestMember(acme.orgId, role)), 'forbidden');
    await call(listAuditEvents, await createTestMember(acme.orgId, 'admin'));
    const { key } = await call(createApiKey, acme.owner, { name: 'SIEM', scopes: ['audit:read'] });
    expect((await send('GET /audit-events?limit=1', { key })).status).toBe(200);
    await refused(call(listAuditEvents, keyPrincipal(acme.orgId, ['receipts:read'])), 'forbidden');
  });

  it('says who an actor is only to readers who may see members and keys', async () => {
    const own = await createTestOrganization('Named');
    const { id, key } = await call(createApiKey, own.owner, { name: 'Warehouse', scopes: ['audit:read'] });
    await record({ orgId: own.orgId, actor: own.owner.userId });
    await record({ orgId: own.orgId, actor: id });
    await record({ orgId: own.orgId, actor: acme.owner.userId });
    const named = async (answer: { data: readonly { actor: string | null; actorName: string | null }[] }) =>
      Object.fromEntries(answer.data.map(({ actor, actorName }) => [actor, actorName]));
    expect(await named(await list({}, own))).toEqual({
      [own.owner.userId]: 'Test Person',
      [id]: 'Warehouse',
      // Nobody of theirs: the id tells them nothing.
      [acme.owner.userId]: null,
    });
    const { json } = await send('GET /audit-events', { key });
    const names = await named(json as unknown as Parameters<typeof named>[0]);
    expect(new Set(Object.values(names))).toEqual(new Set([null]));
  });

  it('is narrowed by each filter, and by all of them', async () => {
    const own = await createTestOrganization('Filtered');
    const orgId = own.orgId;
    const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 12, minute));
    await record({ orgId, at: at(1), actor: 'usr_a', address: '2001:db8::1' });
    await record({ orgId, at: at(2), actor: 'key_b', action: 'api.authenticate', outcome: 'ok', address: '192.0.2.9' });
    await record({ orgId, at: at(3), actor: 'key_b', action: 'limit.hit', reason: 'api.key', address: '192.0.2.9' });
    const minutes = async (input: Record<string, unknown>) =>
      (await list(input, own)).data.map((event) => new Date(event.at).getUTCMinutes());
    expect(await minutes({ from: at(1), to: at(4) } as never).catch((error: { code: string }) => error.code)).toBe(
      'invalid_input',
    );
    const from = at(1).toISOString();
    expect(await minutes({ from })).toEqual([3, 2, 1]);
    expect(await minutes({ from, actor: 'key_b' })).toEqual([3, 2]);
    expect(await minutes({ from, action: 'limit.hit' })).toEqual([3]);
    expect(await minutes({ from, outcome: 'refused' })).toEqual([3, 1]);
    expect(await minutes({ reason: 'api.key' })).toEqual([3]);
    expect(await minutes({ address: '2001:DB8:0::1' })).toEqual([1]);
    expect(await minutes({ from: at(2).toISOString(), to: at(3).toISOString() })).toEqual([2]);
    expect(await minutes({ actor: 'key_b', outcome: 'refused', action: 'limit.hit', address: '192.0.2.9' })).toEqual([
      3,
    ]);
    await refused(list({ action: 'made.up' }, own), 'invalid_input');
    await refused(list({ orgId: globex.orgId }, own), 'invalid_input');
  });

  it('is read page by page without loss or repetition, by a cursor that opens nothing else', async () => {
    const own = await createTestOrganization('Paged');
    // Many in one instant: their ids decide.
    for (let made = 0; made < 25; made += 1) await record({ orgId: own.orgId, reason: `r${made}` });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    let first: string | null = null;
    do {
      const page = await list({ limit: 10, action: 'access.denied', ...(cursor ? { cursor } : {}) }, own);
      seen.push(...page.data.map(({ reason }) => reason ?? ''));
      cursor = page.nextCursor;
      first ??= cursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `r${24 - index}`));
    for (const stolen of [{ cursor: first }, { cursor: first, action: 'limit.hit' }, { cursor: `${first}x` }])
      await refused(list(stolen, own), 'invalid_cursor');
    await refused(list({ cursor: first, action: 'access.denied' }), 'invalid_cursor');
    await refused(list({ limit: 101 }, own), 'invalid_input');
  });

  it('finds by each filter through an index, however long the log', async () => {
    for (const column of ['actor', 'action', 'outcome', 'address']) {
      const plan = await rt.tenancy.control.all<{ detail: string }>(
        `EXPLAIN QUERY PLAN SELECT id FROM AuditEvent WHERE orgId = ? AND ${column} = ? ORDER BY at DESC, id DESC LIMIT 5`,
        ['o', 'x'],
      );
      expect(plan.map(({ detail }) => detail).join(), column).toContain(`AuditEvent_orgId_${column}_at_idx`);
    }
  });
});

describe('an export', () => {
  const text = async (input: Record<string, unknown>, org = acme) => {
    const file = await call(exportAuditEvents, org.owner, input);
    return { ...file, text: await new Response(file.stream).text() };
  };

  it('holds every event that matches, newest first, in parts that are read as they leave', async () => {
    const own = await createTestOrganization('Exported');
    await rt.tenancy.control.write(async (tx) => {
      for (let made = 0; made < 1_201; made += 1)
        await tx.run(
          "INSERT INTO AuditEvent (id, at, orgId, action, outcome, reason) VALUES (?, ?, ?, 'limit.hit', 'refused', ?)",
          [`aud_${String(made).padStart(6, '0')}`, '2026-02-01T00:00:00.000Z', own.orgId, `r${made}`],
        );
    });
    const csv = await text({ format: 'csv', action: 'limit.hit' }, own);
    expect(csv).toMatchObject({ contentType: 'text/csv; charset=utf-8', fileName: 'audit-exported-2026-03-01.csv' });
    const rows = parse(csv.text, { bom: true, columns: true }) as { reason: string }[];
    expect(rows.map(({ reason }) => reason)).toEqual(Array.from({ length: 1_201 }, (_, index) => `r${1_200 - index}`));
    const ndjson = await text({ format: 'ndjson', action: 'limit.hit' }, own);
    expect(ndjson.text.trimEnd().split('\n')).toHaveLength(1_201);

    const file = await call(exportAuditEvents, own.owner, { format: 'ndjson', action: 'limit.hit' });
    const reader = file.stream.getReader();
    const part = new TextDecoder().decode((await reader.read()).value);
    expect(part.trimEnd().split('\n').length).toBeLessThanOrEqual(500);
    await reader.cancel();
  });

  it('is an event itself, with what was asked for, and holds nothing of other organisations', async () => {
    await record({ orgId: globex.orgId, reason: 'theirs-alone' });
    const { text: lines } = await text({ format: 'ndjson', actor: acme.owner.userId });
    const events = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events[0]).toMatchObject({
      ...{ action: 'audit.export', outcome: 'ok', actor: acme.owner.userId, actorName: 'Test Person' },
      detail: { format: 'ndjson', filteredBy: 'actor' },
    });
    expect((await text({ format: 'csv' })).text).not.toContain('theirs-alone');
  });

  it('200 over HTTP: is a file to save, and its lines cannot be forged by a name, an address or an agent', async () => {
    const own = await createTestOrganization('Forged');
    const { key, id } = await call(createApiKey, own.owner, {
      name: '=HYPERLINK("https://evil.example")',
      scopes: ['*'],
    });
    await record({ orgId: own.orgId, actor: id, userAgent: 'x\r\naud_0,2026-01-01,forged', address: '=1+1' });
    const admin = { ...own.owner, name: 'x' };
    const csv = await new Response((await call(exportAuditEvents, admin, { format: 'csv' })).stream).text();
    const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(csv.split('\r\n').length).toBe(rows.length + 2);
    expect(rows.every((row) => row.id?.startsWith('aud_') && row.action !== 'forged')).toBe(true);
    const forged = rows.find((row) => row.actor === id && row.action === 'access.denied');
    expect(forged).toMatchObject({
      actorName: '\'=HYPERLINK("https://evil.example")',
      address: "'=1+1",
      userAgent: 'x\\u{d}\\u{a}aud_0,2026-01-01,forged',
    });
    const answer = await fetchFile(key);
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="audit-forged-');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(answer.headers.get('ratelimit-policy')).toContain('"audit.export"');
    for (const line of answer.text.trimEnd().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ id: expect.any(String) });
  });

  it('429: is not had by the hundred', async () => {
    const own = await createTestOrganization('Greedy');
    for (let made = 0; made < limits['audit.export'].limit; made += 1) await rt.limiter.take('audit.export', own.orgId);
    await refused(call(exportAuditEvents, own.owner, {}), 'rate_limited');
    await call(exportAuditEvents, globex.owner, {});
  });

  const fetchFile = async (key: string) => {
    const response = await createApiRouter(operations)(
      new Request('http://127.0.0.1/api/v1/audit-events/export?format=ndjson', {
        headers: { authorization: `Bearer ${key}` },
      }),
      { address: '203.0.113.7', door: 'api' },
    );
    return { headers: response.headers, text: await response.text() };
  };
});

describe('the operator', () => {
  it('reads what belongs to nobody, one organisation’s events, or all; nobody else does', async () => {
    const address = '192.0.2.77';
    await record({ address, orgId: null, reason: 'nobodys' });
    await record({ address, reason: 'acmes' });
    await record({ address, orgId: globex.orgId, reason: 'theirs' });
    const reasons = async (input: Record<string, unknown>) =>
      (await call(listInstallationEvents, operator, { address, ...input })).data.map(({ reason }) => reason).sort();
    expect(await reasons({})).toEqual(['nobodys']);
    expect(await reasons({ org: 'acme' })).toEqual(['acmes']);
    expect(await reasons({ org: globex.orgId })).toEqual(['theirs']);
    expect(await reasons({ all: true })).toEqual(['acmes', 'nobodys', 'theirs']);
    await refused(call(listInstallationEvents, operator, { org: 'nowhere' }), 'not_found');
    await refused(call(listInstallationEvents, operator, { org: 'acme', all: true }), 'invalid_input');
    await refused(call(listInstallationEvents, acme.owner, {}), 'not_found');
  });
});
