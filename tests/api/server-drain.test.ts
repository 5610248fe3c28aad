import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drain } from '../../server/drain.ts';
import { startOwnServer } from '../support/api-hosts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createTestRuntime();
});
afterAll(() => rt.close());

describe('draining', () => {
  it('finishes what is under way, closes what is idle, and takes nothing new', async () => {
    let finish: (() => void) | undefined;
    let draining = false;
    const own = await startOwnServer(rt, {
      draining: () => draining,
      pages: async (_request, response) => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        response.end('finished');
      },
    });
    const underWay = own.send({ path: '/slow', headers: { host: '127.0.0.1:3000' } });
    await expect.poll(() => finish).toBeDefined();
    draining = true;
    const drained = drain(own.server);
    await expect(own.send({ path: '/healthz' })).rejects.toThrow();
    finish?.();
    expect((await underWay).text).toBe('finished');
    expect(await drained).toBe(true);
  });

  it('cuts what does not finish in time', async () => {
    const own = await startOwnServer(rt, { pages: () => new Promise(() => undefined) });
    const never = own.send({ path: '/never' });
    const ended = expect(never).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await drain(own.server, 200)).toBe(false);
    await ended;
  });

  it('readiness says so on connections that are still open', async () => {
    const own = await startOwnServer(rt, { draining: () => true });
    const answer = await own.send({ path: '/readyz' });
    expect([answer.status, answer.text]).toEqual([503, '{"status":"draining","checks":null}']);
    expect(answer.headers.get('connection')).toBe('close');
    await own.close();
  });
});
