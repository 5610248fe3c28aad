import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requireFactor } from '#lib/access/factor-standing.ts';
import { keyScopes } from '#lib/access/permissions.ts';
import type { Principal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { exportAccount } from '#lib/identity/account/export-account.ts';
import { listFactors, makeRecoveryCodes } from '#lib/identity/factors/list-factors.ts';
import { askNewPasskey } from '#lib/identity/factors/passkey-operations.ts';
import { removeAuthenticator } from '#lib/identity/factors/remove-factor.ts';
import { askPasskey, stepUp } from '#lib/identity/factors/step-up.ts';
import { offerAuthenticator } from '#lib/identity/factors/totp-operations.ts';
import { newId } from '#lib/platform/ids.ts';
import { operations } from '#lib/registry.ts';
import { call, keyPrincipal, refused } from '../support/call.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedIn, signedInOwner } from '../support/factors.ts';
import { TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
beforeAll(async () => {
  rt = await createFactorRuntime();
});
afterAll(() => rt.close());

const key = { name: 'Import', mode: 'live', scopes: ['contacts:read'] };

describe('what gives much away', () => {
  test('asks for a factor of the last five minutes, to the second', async () => {
    const owner = await signedInOwner(rt);
    const { app } = await addApp(owner);
    rt.clock.advance(300);
    await owner.call(createApiKey, key);
    rt.clock.advance(1);
    const error = await refused(owner.call(createApiKey, key), 'factor_required');
    expect(error.extension).toMatchObject({ reason: 'step_up' });
    const { sessionId } = await personIn(owner);
    await owner.call(stepUp, { code: app.code() });
    expect((await personIn(owner)).sessionId).not.toBe(sessionId);
    await owner.call(createApiKey, key);
  });

  test('asks who has no factor to sign in anew after ten minutes', async () => {
    const owner = await signedInOwner(rt);
    rt.clock.advance(600);
    await owner.call(createApiKey, key);
    rt.clock.advance(1);
    await refused(owner.call(createApiKey, key), 'fresh_sign_in_required');
  });

  test('asks by these operations', () => {
    const always = operations.filter(({ stepUp: asks }) => asks === 'always').map(({ name }) => name);
    const sometimes = operations.filter(({ stepUp: asks }) => asks === 'sometimes').map(({ name }) => name);
    expect(always).toEqual(
      expect.arrayContaining([
        ...['apiKeys.create', 'apiKeys.rotate', 'exports.download', 'exports.downloadPart', 'account.export'],
        ...['account.erase', 'erasure.propose', 'erasure.approve', 'persons.erase', 'holds.release'],
        ...['members.changeRole', 'members.resetFactors', 'factorPolicy.update', 'archives.start', 'archives.upload'],
        ...['factors.addPasskey', 'factors.removePasskey', 'factors.confirmTotp', 'factors.removeTotp'],
        ...['factors.makeRecoveryCodes', 'factors.askNewPasskey', 'factors.offerTotp'],
      ]),
    );
    expect(sometimes).toEqual(
      expect.arrayContaining([
        'erasure.updateSettings',
        'invites.create',
        'retention.update',
        'subjectRequests.fulfil',
      ]),
    );
  });
});

test('what asks for a factor is nothing that a program or a key can do', async () => {
  const owner = await personIn(await signedInOwner(rt));
  const orgId = owner.membership?.orgId ?? '';
  const scopes = new Set(keyScopes);
  const grant = { grantId: newId('grt'), clientId: 'holdfast-cli', clientName: 'Program' };
  const program: Principal = { kind: 'client', ...grant, orgId, userId: owner.userId, role: 'owner', scopes };
  for (const principal of [program, keyPrincipal(orgId)]) {
    for (const op of operations.filter(({ stepUp: asks, scope }) => asks === 'always' && scope === 'tenant')) {
      await refused(call(op, principal), 'forbidden');
    }
    // Where the input decides, the operation asks: a program gives no factor, whoever it acts for.
    const factorStanding = async () => ({ enrolled: true, demanded: true, dueAt: null, frozenUntil: null });
    await refused(requireFactor({ principal, now: () => rt.clock.now(), factorStanding }), 'forbidden');
  }
});

test('a session from before the step opens nothing after it', async () => {
  const browser = await signedIn(rt);
  const { app } = await addApp(browser);
  rt.clock.advance(301);
  const before = new TestBrowser();
  for (const [name, value] of browser.cookies) before.cookies.set(name, value);
  await browser.call(stepUp, { code: app.code() });
  expect((await before.principal()).kind).toBe('anonymous');
  await browser.call(exportAccount);
});

test('a step by passkey takes an assertion of this session, once', async () => {
  const browser = await signedIn(rt);
  const other = await signedIn(rt);
  const { passkey } = await addSoftPasskey(browser);
  await addSoftPasskey(other);
  rt.clock.advance(301);
  const foreign = passkey.use((await other.call(askPasskey)).options);
  await refused(browser.call(stepUp, { passkey: foreign }), 'factor_failed');
  const answer = passkey.use((await browser.call(askPasskey)).options);
  await browser.call(stepUp, { passkey: answer });
  await refused(browser.call(stepUp, { passkey: answer }), 'factor_failed');
  expect((await browser.call(listFactors)).fresh).toBe(true);
});

test('a step by recovery code uses it up', async () => {
  const browser = await signedIn(rt);
  const { recoveryCodes } = await addApp(browser);
  rt.clock.advance(301);
  await browser.call(stepUp, { recoveryCode: recoveryCodes[0] });
  expect((await browser.call(listFactors)).recoveryCodesLeft).toBe(9);
  await refused(browser.call(stepUp, { recoveryCode: recoveryCodes[0] }), 'factor_failed');
  const { recoveryCodes: made } = await browser.call(makeRecoveryCodes);
  expect(made).toHaveLength(10);
  rt.clock.advance(301);
  await refused(browser.call(stepUp, { recoveryCode: recoveryCodes[1] }), 'factor_failed');
  await browser.call(stepUp, { recoveryCode: made[0] });
});

test('factors are changed only after a step', async () => {
  const browser = await signedIn(rt);
  await addApp(browser);
  rt.clock.advance(301);
  await refused(browser.call(askNewPasskey), 'factor_required');
  await refused(browser.call(offerAuthenticator), 'factor_required');
  await refused(browser.call(removeAuthenticator), 'factor_required');
  await refused(browser.call(makeRecoveryCodes), 'factor_required');
});

test('guesses at a step end in a wait, not in a locked account', async () => {
  const browser = await signedIn(rt);
  const { app } = await addApp(browser);
  const { email } = await personIn(browser);
  rt.clock.advance(301);
  for (let guess = 0; guess < 10; guess += 1) await refused(browser.call(stepUp, { code: '000000' }), 'factor_failed');
  await refused(browser.call(stepUp, { code: app.code() }), 'rate_limited');
  const elsewhere = new TestBrowser();
  await elsewhere.signIn(rt, email);
  rt.clock.advance(601);
  await browser.call(stepUp, { code: app.code() });
});

test('the secret of an app is sealed for its person alone and told once', async () => {
  const one = await signedIn(rt);
  const two = await signedIn(rt);
  const { uri, qr, text } = await one.call(offerAuthenticator);
  expect(uri).toMatch(/^otpauth:\/\/totp\/Holdfast:/);
  expect(qr.every((row) => row.length === qr.length && /^[01]+$/.test(row))).toBe(true);
  const secret = text.replaceAll(' ', '');
  const stored = await rt.tenancy.control.get<{ sealedSecret: Uint8Array }>(
    'SELECT sealedSecret FROM TotpFactor WHERE userId = ?',
    [(await personIn(one)).userId],
  );
  expect(Buffer.from(stored?.sealedSecret ?? []).toString('latin1')).not.toContain(secret);
  await addApp(two);
  const { userId } = await personIn(two);
  await rt.tenancy.control.write((tx) =>
    tx.run('UPDATE TotpFactor SET sealedSecret = ? WHERE userId = ?', [stored?.sealedSecret ?? null, userId]),
  );
  await refused(two.call(stepUp, { code: '123456' }), 'internal');
});
