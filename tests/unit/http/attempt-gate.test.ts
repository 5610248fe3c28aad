import { describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { type Attempt, createAttemptGate } from '#lib/http/attempt-gate.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { fail } from '#lib/platform/errors.ts';
import { createLimiter } from '#lib/platform/limits/create-limiter.ts';
import { createLog } from '#lib/platform/log.ts';

const { limit } = limits['api.unauthenticated'];
const newLimiter = () =>
  createLimiter(limits, readEnvironment({}), { log: createLog('silent'), nowMs: () => performance.now() });
const here = '192.0.2.1';

const soon = () => new Promise((done) => setTimeout(() => done('waits'), 20));

/** One attempt that takes a few turns of the event loop to prove. */
async function attempt(gate: ReturnType<typeof createAttemptGate>, proven: boolean): Promise<boolean> {
  const entered = await gate.enter(here);
  if (!entered.admitted) return false;
  await new Promise((done) => setTimeout(done, Math.random() * 5));
  await entered.end(proven);
  return true;
}

describe('the gate before proving', () => {
  it('lets exactly the limit of failing attempts through, however many come at once', async () => {
    const gate = createAttemptGate(newLimiter());
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => attempt(gate, false)));
    expect(outcomes.filter(Boolean)).toHaveLength(limit);
    expect(await attempt(gate, true)).toBe(false);
  });

  it('turns away nobody whose attempt is good, though far more of them than the limit come at once', async () => {
    const gate = createAttemptGate(newLimiter());
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => attempt(gate, true)));
    expect(outcomes.every(Boolean)).toBe(true);
    const after = await gate.enter(here);
    expect(after).toMatchObject({ admitted: true, verdict: { remaining: limit - 1 } });
  });

  it('lets good attempts take the slots that failing ones leave, mixed as they come', async () => {
    const gate = createAttemptGate(newLimiter());
    const wanted = Array.from({ length: 300 }, (_, index) => index % 6 === 0);
    const outcomes = await Promise.all(wanted.map((fails) => attempt(gate, !fails)));
    // 50 fail, fewer than the limit: nobody is turned away.
    expect(outcomes.every(Boolean)).toBe(true);
    const more = await Promise.all(Array.from({ length: 40 }, () => attempt(gate, false)));
    expect(more.filter(Boolean)).toHaveLength(limit - 50);
  });

  it('keeps nobody waiting for a slot once no attempt is open', async () => {
    const gate = createAttemptGate(newLimiter());
    const open: Extract<Attempt, { admitted: true }>[] = [];
    for (let n = 0; n < limit; n += 1) {
      const entered = await gate.enter(here);
      if (entered.admitted) open.push(entered);
    }
    const [first, second, third] = [gate.enter(here), gate.enter(here), gate.enter(here)];
    expect(await Promise.race([first, soon()])).toBe('waits');
    await open[0]?.end(true);
    const lucky = await first;
    expect(lucky?.admitted).toBe(true);
    for (const one of open.slice(1)) await one.end(false);
    expect(await Promise.race([second, soon()])).toBe('waits');
    if (lucky?.admitted) await lucky.end(false);
    expect(await Promise.all([second, third])).toMatchObject([{ admitted: false }, { admitted: false }]);
    expect((await gate.enter(here)).admitted).toBe(false);
  });

  it('counts a household behind one IPv6 /64 as one, and other addresses apart', async () => {
    const gate = createAttemptGate(newLimiter());
    for (let n = 0; n < limit; n += 1) {
      const entered = await gate.enter(`2001:db8::${n.toString(16)}`);
      if (entered.admitted) await entered.end(false);
    }
    expect((await gate.enter('2001:db8::ffff')).admitted).toBe(false);
    expect((await gate.enter('2001:db8:0:1::1')).admitted).toBe(true);
  });

  it('lets nobody in when the limiter is down, and nobody wait for ever', async () => {
    const down = fail('limiter_unavailable');
    const gate = createAttemptGate({ take: async () => Promise.reject(down), refund: async () => {} });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => gate.enter(here)));
    for (const outcome of outcomes) expect(outcome).toEqual({ status: 'rejected', reason: down });
  });
});
