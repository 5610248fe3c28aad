import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/access/operation.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { operationSamples } from '../support/operation-samples.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

interface List {
  /** The operation whose sample makes a record that this list shows. */
  readonly madeBy: string;
  /** The same list asked otherwise; absent where it can be asked in one way alone. */
  readonly otherwise?: Readonly<Record<string, string>>;
}

const lists: Readonly<Record<string, List>> = {
  'members.list': { madeBy: 'members.changeRole' },
  'invites.list': { madeBy: 'invites.revoke' },
  'contacts.list': { madeBy: 'contacts.read', otherwise: { sort: '-name' } },
  'deals.list': { madeBy: 'deals.read', otherwise: { stage: 'lead' } },
  'activities.list': { madeBy: 'activities.read', otherwise: { kind: 'note' } },
  'interactions.list': { madeBy: 'interactions.read', otherwise: { channel: 'email' } },
  'files.list': { madeBy: 'files.read' },
  'exports.list': { madeBy: 'exports.read' },
  'holds.list': { madeBy: 'holds.release' },
  'subjectRequests.list': { madeBy: 'subjectRequests.read', otherwise: { state: 'open' } },
  'imports.list': { madeBy: 'imports.read' },
  'apiKeys.list': { madeBy: 'apiKeys.read' },
  'oauthClients.list': { madeBy: 'oauthClients.remove' },
  'oauthGrants.list': { madeBy: 'oauthGrants.revoke' },
  'origins.list': { madeBy: 'origins.delete' },
  'audit.list': { madeBy: 'invites.revoke', otherwise: { outcome: 'ok' } },
  'alerts.list': { madeBy: 'alerts.read', otherwise: { rule: 'ledger.mismatch' } },
  'alerts.listDeliveries': { madeBy: 'alerts.retryDelivery' },
  'consentScans.list': { madeBy: 'consentScans.read', otherwise: { state: 'done' } },
  'messages.list': { madeBy: 'messages.accept' },
  'storefronts.list': { madeBy: 'storefronts.read' },
  'consents.list': { madeBy: 'consents.showOwn', otherwise: { method: 'accept_all' } },
  'shares.list': { madeBy: 'shares.revoke' },
  'receipts.list': { madeBy: 'contacts.read', otherwise: { action: 'contact.created' } },
};

/** Lists whose records no call makes; their own tests try their cursors. */
const untried: ReadonlySet<string> = new Set(['ledger.listCheckpoints', 'ledger.listAudits']);

const isPaged = (op: Operation) =>
  op.scope === 'tenant' && op.http !== undefined && 'shape' in op.input && 'cursor' in (op.input.shape as object);
const paged = operations.filter((op) => isPaged(op) && !untried.has(op.name));

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;
/** A cursor of each list of Acme's, asked for one record. */
const cursors = new Map<string, string>();

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

const ask = async (op: Operation, org: TestOrganization, query: object) => (await call(op, org.owner, query)) as Page;
const cursorOf = (op: Operation) => cursors.get(op.name) ?? '';

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  for (const op of paged) {
    for (const org of [acme, globex]) {
      for (let made = 0; made < 3; made += 1) await operationSamples[lists[op.name]?.madeBy ?? '']?.input(org);
    }
    cursors.set(op.name, (await ask(op, acme, { limit: 1 })).nextCursor ?? '');
  }
});
afterAll(() => rt.close());

it('every list that has pages is tried here', () => {
  expect(paged.map((op) => op.name).sort()).toEqual(Object.keys(lists).sort());
});

describe.each(paged.map((op) => [op.name, op] as const))('%s', (name, op) => {
  it('gives at most 100 records a page', async () => {
    for (const limit of [101, 1_000_000, 0, -1, 1.5, 'many', '']) {
      expect((await refused(ask(op, acme, { limit }), 'invalid_input')).problems[0]?.path, `${limit}`).toBe('limit');
    }
    expect((await ask(op, acme, { limit: '100' })).data.length).toBeGreaterThan(1);
  });

  it('goes on from its cursor, which shows nothing of the place', async () => {
    const cursor = cursorOf(op);
    expect(cursor).toMatch(/^[\w-]{40,}$/);
    const first = await ask(op, acme, { limit: 1 });
    const second = await ask(op, acme, { limit: 1, cursor });
    expect(second.data).toHaveLength(1);
    expect(second.data).not.toEqual(first.data);
    // The size of a page is no part of the question.
    expect((await ask(op, acme, { limit: 2, cursor })).data[0]).toEqual(second.data[0]);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('marker');
  });

  it('opens no cursor but its own: not of another organisation, list, filter or order, nor one that was changed', async () => {
    const cursor = cursorOf(op);
    await refused(ask(op, globex, { limit: 1, cursor }), 'invalid_cursor');
    for (const other of paged.filter((each) => each !== op)) {
      await refused(ask(op, acme, { cursor: cursorOf(other) }), 'invalid_cursor');
    }
    const { otherwise } = lists[name] ?? {};
    if (otherwise) {
      expect((await ask(op, acme, otherwise)).data.length).toBeGreaterThan(0);
      await refused(ask(op, acme, { cursor, ...otherwise }), 'invalid_cursor');
    }
    const flipped = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`;
    for (const changed of [flipped, cursor.slice(0, -1), `${cursor}A`, 'x']) {
      await refused(ask(op, acme, { cursor: changed }), 'invalid_cursor');
    }
    await refused(ask(op, acme, { cursor: 'A'.repeat(20_000) }), 'invalid_input');
  });

  it('knows its own filters and orders alone', async () => {
    await refused(ask(op, acme, { filter: 'x' }), 'invalid_input');
    for (const sort of ['id; DROP TABLE Contact', 'passwordHash', '--name', '']) {
      expect((await refused(ask(op, acme, { sort }), 'invalid_input')).problems).toHaveLength(1);
    }
  });
});
