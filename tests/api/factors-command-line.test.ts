import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { addApp, personIn, signedIn } from '../support/factors.ts';
import { temporaryDataDir } from '../support/server-process.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime | undefined;
let dataDir: string;
beforeAll(() => {
  dataDir = temporaryDataDir();
});
afterAll(async () => {
  await rt?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

// The command goes by the machine's clock, and mail is found by when it was sent.
const start = () => createTestRuntime({ dataDir, serving: false, clock: createTestClock(new Date()) });

test('whoever has the data folder resets the factors of a last owner', async () => {
  rt = await start();
  const browser = await signedIn(rt);
  await addApp(browser);
  const { email } = await personIn(browser);
  await rt.close();
  expect(await holdfastJson(dataDir, ['factors', 'reset', email])).toEqual({ status: 'reset', email });
  expect(await holdfastJson(dataDir, ['factors', 'unfreeze', email])).toEqual({ status: 'unfrozen', email });
  for (const verb of ['reset', 'unfreeze']) {
    const { exitCode, stderr } = await holdfast(dataDir, ['factors', verb, 'nobody@example.com']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: 'holdfast: No account has this address.\n' });
  }
  rt = await start();
  expect((await browser.principal()).kind).toBe('anonymous');
  await browser.signIn(rt, email);
  expect(await browser.call(listFactors)).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 });
});
