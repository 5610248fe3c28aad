import { afterAll, beforeAll, expect, test } from 'vitest';
import { challengeSeconds } from '#lib/identity/factors/challenge-store.ts';
import { askSignInPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { cutInstallation } from '#lib/privacy/retention/cut-installation.ts';
import { refused } from '../support/call.ts';
import { createFactorRuntime } from '../support/factors.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

const count = async () =>
  (await rt.tenancy.control.get<{ n: number }>('SELECT count(*) AS n FROM FactorChallenge'))?.n ?? 0;

/** Asks without ever keeping a cookie, as a program would, until it is turned away. @returns how often it was answered. */
async function askUntilRefused(address: string): Promise<number> {
  for (let asked = 0; ; asked += 1) {
    const { options } = (await new TestBrowser(address).call(askSignInPasskey).catch(async (error: unknown) => {
      await refused(Promise.reject(error), 'rate_limited');
      return {};
    })) as { options?: string };
    if (options === undefined) return asked;
  }
}

test('whoever asks for challenges without end keeps no more of them than ten minutes of their limit', async () => {
  const perMinute = await askUntilRefused('192.0.2.1');
  expect(perMinute).toBe(10);
  const most = perMinute * (challengeSeconds / 60 + 1);
  for (let minute = 0; minute < 25; minute += 1) {
    rt.clock.advance(60);
    await askUntilRefused('192.0.2.1');
    expect(await count()).toBeLessThanOrEqual(most);
  }
});

test('one call forgets all that expired, also those of others', async () => {
  for (const address of ['192.0.2.2', '192.0.2.3']) await askUntilRefused(address);
  rt.clock.advance(challengeSeconds + 1);
  await new TestBrowser().call(askSignInPasskey);
  expect(await count()).toBe(1);
});

test('where nobody asks any more, the daily run forgets them', async () => {
  await new TestBrowser().call(askSignInPasskey);
  rt.clock.advance(challengeSeconds + 1);
  expect(await count()).toBeGreaterThan(0);
  await cutInstallation(rt, { signal: new AbortController().signal });
  expect(await count()).toBe(0);
});
