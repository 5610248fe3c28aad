import { afterAll, beforeAll, expect, test } from 'vitest';
import { resetFactors } from '#lib/identity/factors/reset-factors.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, operator, refused } from '../support/call.ts';
import { addApp, createFactorRuntime, personIn, signedInOwner } from '../support/factors.ts';
import { allow, errorOf, newProof, refresh, requestQuery, signedInProgram, withToken } from '../support/oauth.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;

beforeAll(async () => {
  rt = await createFactorRuntime();
  server = await startOwnServer(rt);
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

test('the first factor ends what a program was allowed without one: whoever read the mailbox once is out', async () => {
  const browser = await signedInOwner(rt);
  const thief = await signedInProgram(server, await personIn(browser));
  await addApp(browser);
  expect((await withToken(server, thief.access_token, '/me')).status).toBe(401);
  expect(errorOf(await refresh(server, thief.refresh_token))).toBe('invalid_grant');
});

test('a reset of factors ends what programs may do: tokens may lie on what was lost', async () => {
  const browser = await signedInOwner(rt);
  await addApp(browser);
  const person = await personIn(browser);
  const lost = await signedInProgram(server, person);
  await call(resetFactors, operator, { email: person.email });
  expect((await withToken(server, lost.access_token, '/me')).status).toBe(401);
  expect(errorOf(await refresh(server, lost.refresh_token))).toBe('invalid_grant');
});

test('who has a factor allows no program by a fresh sign-in alone, nor by a factor given long ago', async () => {
  const browser = await signedInOwner(rt);
  await addApp(browser);
  const person = await personIn(browser);
  const query = requestQuery(newProof());
  await refused(allow({ ...person, factor: null }, query), 'factor_required');
  const at = new Date(rt.clock.now().getTime() - 301_000).toISOString();
  await refused(allow({ ...person, factor: { kind: 'totp', at } }, query), 'factor_required');
  expect((await allow(person, query)).searchParams.get('code')).not.toBeNull();
});

test('a program does nothing for a person whose organisation waits for their second factor in vain', async () => {
  const browser = await signedInOwner(rt);
  const person = await personIn(browser);
  const { access_token: token } = await signedInProgram(server, person);
  const due = new Date(rt.clock.now().getTime() - 1_000).toISOString();
  await rt.tenancy.control.write((tx) =>
    tx.run('UPDATE Membership SET factorDueAt = ? WHERE userId = ?', [due, person.userId]),
  );
  const answer = await withToken(server, token, '/contacts');
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, 'factor_required']);
});
