import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '../../support/child.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../../support/turnstile-stub.ts';

let rt: TestRuntime;
let stub: TurnstileStub;

beforeAll(async () => {
  [stub, rt] = await Promise.all([startTurnstileStub(), createTestRuntime()]);
  stub.allowReplay(true);
});
afterAll(async () => {
  await rt.close();
  await stub.close();
});

test('of processes that share a control database, one takes each token, whatever the verifier says', async () => {
  const tokens = Array.from({ length: 40 }, (_, place) => `token-${place}`);
  for (const token of tokens) stub.solve(token, { hostname: '127.0.0.1', action: 'login' });
  const masterKey = Buffer.from(rt.secrets.masterKey).toString('hex');
  const file = new URL('../../support/bot-check-process.ts', import.meta.url);
  const children = [1, 2].map(() => startChild(file, [rt.dataDir, masterKey, stub.secretKey, stub.url, ...tokens]));
  const passed = await Promise.all(children.map((child) => child.line((line) => line.startsWith('['))));
  for (const child of children) expect(await child.ended).toBe(0);
  expect(passed.flatMap((line) => JSON.parse(line) as string[]).sort()).toEqual(tokens.toSorted());
  expect(stub.requests).toHaveLength(80);
});
