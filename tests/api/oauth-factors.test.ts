import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { resetFactors } from '#lib/identity/factors/reset-factors.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, operator, refused } from '../support/call.ts';
import { addApp, createFactorRuntime, personIn, signedInOwner } from '../support/factors.ts';
import { allow, errorOf, newProof, refresh, requestQuery, signedInProgram, withToken } from '../support/oauth.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
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

test('a change that is reported as not one’s own ends what programs may do, and no program is allowed for three days', async () => {
  const stranger = await signedInOwner(rt);
  await addApp(stranger);
  const person = await personIn(stranger);
  const stolen = await signedInProgram(server, person);
  await new TestBrowser().call(reportChange, { token: mailedLink(rt).token });
  expect((await withToken(server, stolen.access_token, '/me')).status).toBe(401);
  expect(errorOf(await refresh(server, stolen.refresh_token))).toBe('invalid_grant');
  const left = 'SELECT id FROM OAuthGrant WHERE userId = ? AND revokedAt IS NULL';
  expect(await rt.tenancy.control.all(left, [person.userId])).toEqual([]);
  const back = new TestBrowser();
  await back.signIn(rt, person.email);
  await refused(allow(await personIn(back), requestQuery(newProof())), 'account_frozen');
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
