import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import type { Principal } from '#lib/access/principal.ts';
import { fail } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import type { TenantContext } from '#lib/tenancy/context.ts';
import {
  call,
  createTestOrganization,
  keyPrincipal,
  recordedAnswer,
  refused,
  type TestOrganization,
} from '../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let sender: Principal;
let key: string;
let runs: number;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());
beforeEach(() => {
  sender = keyPrincipal(acme.orgId);
  key = newId('req');
  runs = 0;
});

const Output = z.object({ run: z.number() }).nullable();
type Output = z.output<typeof Output>;

function probe(run: (ctx: TenantContext) => Promise<Output>, name = 'probe.write') {
  return operation({
    name,
    title: 'Probe',
    permission: 'contacts:write',
    feature: undefined,
    limits: [],
    input: z.strictObject({ n: z.number().optional() }),
    output: Output,
    writes: true,
    run: (ctx) => {
      runs += 1;
      return run(ctx);
    },
  });
}

const receipt = { action: 'contact.created', subject: 'con_probe', detail: {} };
const nothing = async () => undefined;
/** Answers with its change. */
const answering = probe((ctx) => ctx.writeAnswer(receipt, nothing, () => ({ run: runs })));
/** Changes, then answers. */
const changing = probe(async (ctx) => {
  await ctx.write(receipt, nothing);
  return { run: runs };
});

async function send(op = answering, input: object = {}, principal = sender) {
  const answer = recordedAnswer();
  const output = await call(op, principal, input, { answer, request: { idempotencyKey: key } });
  return { output, replayed: answer.replayed };
}

async function inTenant<T>(body: (db: Awaited<ReturnType<typeof rt.tenancy.acquire>>['db']) => Promise<T>): Promise<T> {
  const lease = await rt.tenancy.acquire(acme.orgId);
  try {
    return await body(lease.db);
  } finally {
    lease.release();
  }
}

const count = (table: string) =>
  inTenant(async (db) => (await db.get<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`))?.n ?? 0);
const recordOf = () =>
  inTenant((db) =>
    db.get<{ state: string; output: string | null }>('SELECT state, output FROM IdempotencyRecord WHERE key = ?', [
      key,
    ]),
  );
const actorOfSender = () => (sender.kind === 'key' ? sender.keyId : '');
const remember = (state: 'running' | 'done', fingerprint = new Uint8Array(32)) =>
  inTenant((db) =>
    db.write((tx) =>
      tx.run(
        `INSERT INTO IdempotencyRecord (actor, key, operation, fingerprint, state, output, createdAt, expiresAt)
         VALUES (?, ?, 'probe.write', ?, ?, '{"run":7}', '2026-01-01', '9999-01-01')`,
        [actorOfSender(), key, fingerprint, state],
      ),
    ),
  );

describe.each([
  ['an operation that answers with its change', answering],
  ['an operation that changes and then answers', changing],
  ['an operation that changes nothing', probe(async () => ({ run: runs }))],
])('%s, sent again with its key', (_what, op) => {
  it('does nothing and is answered the same', async () => {
    expect(await send(op)).toEqual({ output: { run: 1 }, replayed: false });
    const receipts = await count('Receipt');
    expect(await send(op)).toEqual({ output: { run: 1 }, replayed: true });
    expect([runs, await count('Receipt')]).toEqual([1, receipts]);
    expect(await recordOf()).toEqual({ state: 'done', output: '{"run":1}' });
    expect(rt.running.size).toBe(0);
  });

  it('with another input, or as another operation, is refused', async () => {
    await send(op);
    await refused(send(op, { n: 2 }), 'idempotency_mismatch');
    await refused(send(probe((ctx) => op.run(ctx, {}), 'probe.other')), 'idempotency_mismatch');
    expect(runs).toBe(1);
  });

  it('does it again after 24 hours, and not a moment before', async () => {
    await send(op);
    rt.clock.advance(24 * 3_600 - 1);
    expect((await send(op)).replayed).toBe(true);
    rt.clock.advance(1);
    expect(await send(op)).toEqual({ output: { run: 2 }, replayed: false });
    expect((await send(op)).replayed).toBe(true);
  });

  it('by somebody else, or in another organisation, is a request of its own', async () => {
    await send(op);
    expect(await send(op, {}, keyPrincipal(acme.orgId))).toMatchObject({ replayed: false });
    expect(await send(op, {}, acme.owner)).toMatchObject({ replayed: false });
    const globex = await createTestOrganization(`Globex ${newId('req')}`);
    const there = { ...keyPrincipal(globex.orgId), keyId: actorOfSender() };
    expect(await send(op, {}, there)).toMatchObject({ replayed: false });
    expect(runs).toBe(4);
  });

  it('twenty times at once runs once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => send(op)));
    const codes = results.map((result) => (result.status === 'fulfilled' ? 'answered' : result.reason.code));
    expect(codes.filter((code) => code === 'answered').length).toBeGreaterThanOrEqual(1);
    expect(new Set(codes).difference(new Set(['answered', 'idempotency_running']))).toEqual(new Set());
    expect(runs).toBe(1);
  });
});

describe('a request with a key', () => {
  it('that answers nothing is replayed as nothing', async () => {
    const op = probe((ctx) => ctx.writeAnswer(receipt, nothing, () => null));
    expect(await send(op)).toEqual({ output: null, replayed: false });
    expect(await send(op)).toEqual({ output: null, replayed: true });
  });

  it('while it runs, is told so; another request with its key is told that instead', async () => {
    const gate = Promise.withResolvers<void>();
    const op = probe(async (ctx) => {
      await gate.promise;
      return ctx.writeAnswer(receipt, nothing, () => ({ run: runs }));
    });
    const first = send(op);
    await expect.poll(() => runs).toBe(1);
    const error = await refused(send(op), 'idempotency_running');
    expect(error.headers).toEqual({ 'Retry-After': '1' });
    await refused(send(op, { n: 1 }), 'idempotency_mismatch');
    gate.resolve();
    expect(await first).toMatchObject({ replayed: false });
    expect(await send(op)).toMatchObject({ replayed: true });
  });

  it('that was refused leaves nothing and may be tried again', async () => {
    for (const ending of [
      async (ctx: TenantContext) =>
        ctx.writeAnswer(
          receipt,
          () => Promise.reject(fail('conflict')),
          () => null,
        ),
      async (ctx: TenantContext) => ctx.write(receipt, nothing).then(() => Promise.reject(fail('conflict'))),
    ]) {
      const op = probe((ctx) => (runs === 1 ? ending(ctx) : ctx.writeAnswer(receipt, nothing, () => ({ run: runs }))));
      await refused(send(op), 'conflict');
      expect(await recordOf()).toBeUndefined();
      expect(await send(op)).toEqual({ output: { run: 2 }, replayed: false });
      key = newId('req');
      runs = 0;
    }
  });

  it('that failed after a write of its own is not tried again: nobody knows how much was done', async () => {
    const op = probe((ctx) => ctx.write(receipt, nothing).then(() => Promise.reject(new Error('a defect'))));
    await expect(send(op)).rejects.toThrow('a defect');
    await refused(send(op), 'idempotency_outcome_unknown');
    expect(runs).toBe(1);
  });

  it('that failed before any write is tried again', async () => {
    const op = probe(async () => (runs === 1 ? Promise.reject(new Error('a defect')) : { run: runs }));
    await expect(send(op)).rejects.toThrow('a defect');
    expect(await send(op)).toEqual({ output: { run: 2 }, replayed: false });
  });

  it('that an earlier process claimed and did not end is answered that nobody knows', async () => {
    await send(changing);
    await inTenant((db) =>
      db.write((tx) => tx.run("UPDATE IdempotencyRecord SET state = 'running' WHERE key = ?", [key])),
    );
    await refused(send(changing), 'idempotency_outcome_unknown');
    await refused(send(changing, { n: 1 }), 'idempotency_mismatch');
    expect(runs).toBe(1);
  });

  it.each([
    ['answers', (ctx: TenantContext) => ctx.writeAnswer(receipt, nothing, () => ({ run: 1 }))],
    ['changes', (ctx: TenantContext) => ctx.write(receipt, nothing).then(() => ({ run: 1 }))],
  ])('that %s when another was remembered meanwhile is rolled back', async (_what, run) => {
    const op = probe(async (ctx) => {
      await remember('done');
      return run(ctx);
    });
    const before = await count('Receipt');
    await refused(send(op), 'idempotency_mismatch');
    expect(await count('Receipt')).toBe(before);
  });

  it('is checked like any other before it is answered', async () => {
    await send();
    const { keyId } = sender as { readonly keyId: string };
    const lesser: Principal = { ...keyPrincipal(acme.orgId, ['contacts:read']), keyId } as Principal;
    await refused(send(answering, {}, lesser), 'forbidden');
    await refused(send(answering, { n: 'x' }), 'invalid_input');
  });

  it('clears away expired records in passing, a few at a time', async () => {
    await inTenant((db) =>
      db.write((tx) =>
        tx.run(
          `INSERT INTO IdempotencyRecord (actor, key, operation, fingerprint, state, createdAt, expiresAt)
           SELECT 'old', value, 'x.y', x'00', 'done', '2020-01-01', '2020-01-02'
             FROM json_each('[${Array.from({ length: 50 }, (_, n) => n).join()}]')`,
        ),
      ),
    );
    const old = async () =>
      inTenant(
        async (db) =>
          (await db.get<{ n: number }>("SELECT count(*) AS n FROM IdempotencyRecord WHERE actor = 'old'"))?.n,
      );
    await send();
    expect(await old()).toBe(30);
    for (let n = 0; n < 2; n += 1) {
      key = newId('req');
      await send(changing);
    }
    expect(await old()).toBe(0);
  });
});

describe('an operation that breaks its word', () => {
  it.each([
    [
      'answers something else than it kept',
      probe(async (ctx) => ({ ...(await ctx.writeAnswer(receipt, nothing, () => ({ run: 1 }))) })),
    ],
    [
      'answers twice',
      probe(async (ctx) => {
        await ctx.writeAnswer(receipt, nothing, () => ({ run: 1 }));
        return ctx.writeAnswer(receipt, nothing, () => ({ run: 2 }));
      }),
    ],
    [
      'writes after its answer was kept',
      probe(async (ctx) => {
        const kept = await ctx.writeAnswer(receipt, nothing, () => ({ run: 1 }));
        await ctx.write(receipt, nothing);
        return kept;
      }),
    ],
  ])('because it %s, is our defect', async (what, op) => {
    const error = await refused(send(op), 'internal');
    expect(error.detail).toContain(what);
  });
});

it('a request without a key leaves no record', async () => {
  const before = await count('IdempotencyRecord');
  await call(answering, sender);
  await call(changing, sender);
  expect(await count('IdempotencyRecord')).toBe(before);
});
