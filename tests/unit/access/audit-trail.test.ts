import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '#lib/access/audit.ts';
import { createAuditTrail } from '#lib/access/audit-trail.ts';
import { fail } from '#lib/platform/errors.ts';
import { createTestClock } from '../../support/test-clock.ts';

/** A log that can be made to fail, and to be slow. */
function log() {
  const written: unknown[] = [];
  let broken = false;
  let gate: Promise<void> = Promise.resolve();
  const trail = createAuditTrail({
    write: async (body) => {
      await gate;
      if (broken) throw fail('storage_unavailable');
      const tx = {
        run: async (_sql: string, params: unknown) => {
          written.push(params);
          return { changes: 1 };
        },
        get: async () => undefined,
        all: async () => [],
      };
      return body(tx);
    },
  });
  return {
    trail,
    written,
    setBroken: (value: boolean) => {
      broken = value;
    },
    hold: () => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
}

const clock = createTestClock();
const event = (): AuditEvent => ({ action: 'limit.hit', outcome: 'refused', at: clock.now() });
const minute = (key: string) => ({ key, windowSeconds: 60 });

describe('an event that is noted once', () => {
  it('is noted once in a window for each key, and again in the next', async () => {
    const { trail, written } = log();
    for (let times = 0; times < 5; times += 1) await trail.recordOnce(event(), minute('a'));
    await trail.recordOnce(event(), minute('b'));
    expect(written).toHaveLength(2);
    clock.advance(59.9);
    await trail.recordOnce(event(), minute('a'));
    expect(written).toHaveLength(2);
    clock.advance(0.1);
    await trail.recordOnce(event(), minute('a'));
    expect(written).toHaveLength(3);
  });

  it('is durable before any of those goes on that came at once', async () => {
    const { trail, written, hold } = log();
    const release = hold();
    let done = 0;
    const all = Array.from({ length: 10 }, () =>
      trail.recordOnce(event(), minute('a')).then(() => {
        done += 1;
      }),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBe(0);
    release();
    await Promise.all(all);
    expect(written).toHaveLength(1);
  });

  it('counts as noted only once it is: after a failure the next caller tries again', async () => {
    const { trail, written, setBroken } = log();
    setBroken(true);
    const at = [event(), event()];
    await expect(Promise.all(at.map((each) => trail.recordOnce(each, minute('a'))))).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    setBroken(false);
    await trail.recordOnce(event(), minute('a'));
    expect(written).toHaveLength(1);
  });

  it('is noted again rather than forgotten when more kinds of it come than are remembered', async () => {
    const { trail, written } = log();
    for (let key = 0; key <= 10_000; key += 1) await trail.recordOnce(event(), minute(String(key)));
    await trail.recordOnce(event(), minute('10000'));
    expect(written).toHaveLength(10_001);
    await trail.recordOnce(event(), minute('0'));
    expect(written).toHaveLength(10_002);
  });
});
