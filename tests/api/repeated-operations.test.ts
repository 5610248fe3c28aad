import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/access/operation.ts';
import { idempotencySupport, takesIfMatch } from '#lib/access/semantics.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization, recordedAnswer, refused, type TestOrganization } from '../support/call.ts';
import { operationSamples } from '../support/operation-samples.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;

beforeAll(async () => {
  // Nothing happens but what is tried.
  rt = await createTestRuntime({ serving: false });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());
// Ending every session of the organisation ends the asker's too; the next operation asks anew.
const revive = () =>
  rt.tenancy.control.write((tx) => tx.run('UPDATE Session SET revokedAt = NULL WHERE id = ?', [acme.owner.sessionId]));
afterEach(revive);

async function inTenant<Row>(sql: string): Promise<Row[]> {
  const lease = await rt.tenancy.acquire(acme.orgId);
  try {
    return await lease.db.all<Row>(sql);
  } finally {
    lease.release();
  }
}

/** Signed in just now: what cannot be undone asks for that. */
const owner = () => ({ ...acme.owner, signedInAt: rt.clock.now().toISOString() });

const receipts = async () => (await inTenant<{ seq: number }>('SELECT seq FROM Receipt')).length;
const inputOf = async (op: Operation) => (await operationSamples[op.name]?.input(acme)) ?? {};

const withRoute = operations.filter((op) => op.http !== undefined);
const taken = withRoute.filter((op) => idempotencySupport(op).kind === 'taken');
const versioned = withRoute.filter((op) => takesIfMatch(op));

describe('every operation that takes an Idempotency-Key', () => {
  it.each(taken.map((op) => [op.name, op] as const))(
    '%s, sent twice, is done once and answered the same',
    async (name, op) => {
      const input = await inputOf(op);
      const send = async () => {
        // Limits stand still with the clock; this is about something else.
        rt.clock.advance(60);
        const answer = recordedAnswer();
        const output = await call(op, owner(), input, { answer, request: { idempotencyKey: `key-of-${name}` } });
        return { text: JSON.stringify(output), replayed: answer.replayed };
      };
      const first = await send();
      expect(first.replayed).toBe(false);
      const before = await receipts();
      expect(await send()).toEqual({ text: first.text, replayed: true });
      expect(await receipts()).toBe(before);
    },
  );

  it('keeps no secret with its answer', async () => {
    const kept = await inTenant<{ operation: string; output: string | null }>(
      "SELECT operation, output FROM IdempotencyRecord WHERE state = 'done'",
    );
    const missing = taken.filter(({ name }) => !kept.some(({ operation }) => operation === name));
    // The erasure of a person takes what was kept of them along.
    expect(missing.filter(({ name }) => !name.startsWith('persons.'))).toEqual([]);
    const text = kept.map(({ output }) => output).join('\n');
    expect(text).not.toMatch(/ck_(?:live|test)_[0-9A-Z]{26}|"(?:key|secret|token|password|code)":/);
  });
});

describe('every operation on a record with a version', () => {
  it.each(versioned.filter((op) => op.writes).map((op) => [op.name, op] as const))(
    '%s changes nothing that is not what If-Match names',
    async (_name, op) => {
      const input = await inputOf(op);
      const before = await receipts();
      const stale = { request: { ifMatch: ['"never-was"'] } };
      await refused(call(op, owner(), input, stale), 'version_conflict');
      expect(await receipts()).toBe(before);
      await call(op, owner(), input, { request: { ifMatch: '*' } });
      // A storefront gives its address back, which is a receipt more.
      expect(await receipts()).toBeGreaterThan(before);
    },
  );

  it('answers with its id and version, of which the tag is made', async () => {
    for (const op of withRoute.filter((each) => each.versioned && each.status !== 204)) {
      const output = await call(op, owner(), await inputOf(op));
      expect(output, op.name).toMatchObject({ id: expect.any(String), version: expect.any(Number) });
    }
  });
});

/** What opens something by itself: API keys, secrets of webhooks, links of shares. */
const secrets = [/ck_(?:live|test)_[0-9A-Z]{26}/, /whsec_[\w+/=]{20}/, /\/share\/[\w-]{40}/];

it('every operation whose answer shows a secret says so', async () => {
  const shown: string[] = [];
  for (const op of withRoute.filter((each) => each.scope === 'tenant' && each.writes && each.body !== 'stream')) {
    rt.clock.advance(60);
    const text = JSON.stringify(await call(op, owner(), await inputOf(op)).catch(() => null));
    if (secrets.some((shape) => shape.test(text))) shown.push(op.name);
    await revive();
  }
  expect(shown).toContain('apiKeys.create');
  expect(shown).toEqual(withRoute.filter((op) => op.scope === 'tenant' && op.revealsSecret).map((op) => op.name));
});
