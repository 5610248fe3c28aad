import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import type { AlertRuleName } from '#lib/alerts/rules.ts';
import type { Alert } from '#lib/alerts/schema.ts';
import { answerFactor, readFactorQuestion } from '#lib/identity/factors/answer-factor.ts';
import { reportChange } from '#lib/identity/factors/report-change.ts';
import { askSignInPasskey, signInByPasskey } from '#lib/identity/factors/sign-in-by-passkey.ts';
import { askPasskey, stepUp } from '#lib/identity/factors/step-up.ts';
import { insertMembership } from '#lib/identity/memberships.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { addApp, addSoftPasskey, createFactorRuntime, personIn, signedInOwner } from '../support/factors.ts';
import { exchange, newCode, newProof, refresh, requestQuery, signedInProgram } from '../support/oauth.ts';
import { mailedLink, TestBrowser } from '../support/test-browser.ts';
import type { TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let elsewhere: TestOrganization;
beforeAll(async () => {
  rt = await createFactorRuntime();
  server = await startOwnServer(rt);
  elsewhere = await createTestOrganization('Elsewhere');
});
afterAll(async () => {
  await server.close();
  await rt.close();
});

/** What an owner who joined now sees of that rule. */
async function seenIn(orgId: string, rule: AlertRuleName): Promise<z.output<typeof Alert>[]> {
  const { data } = await call(listAlerts, await createTestMember(orgId, 'owner'), { rule });
  return data;
}

/** The person in one more organisation. */
async function joins(orgId: string, { userId }: { readonly userId: string }): Promise<void> {
  await rt.tenancy.control.write((tx) => insertMembership(tx, { orgId, userId, role: 'member', now: rt.clock.now() }));
}

/** Somebody with a passkey that has counted to five, in their own organisation. */
async function withPasskey() {
  const browser = await signedInOwner(rt);
  const { passkey } = await addSoftPasskey(browser);
  const person = await personIn(browser);
  const signingIn = new TestBrowser();
  const asked = await signingIn.call(askSignInPasskey);
  await signingIn.call(signInByPasskey, { passkey: passkey.use(asked.options, { counter: 5 }) });
  return { browser: signingIn, passkey, person, orgId: person.membership?.orgId ?? '' };
}

describe('a copied passkey', () => {
  test('is an alert in each organisation of its holder and in no other, at every place that asks for one', async () => {
    const { browser, passkey, person, orgId } = await withPasskey();
    const second = await createTestOrganization('Second');
    await joins(second.orgId, person);

    const thief = new TestBrowser();
    const { options } = await thief.call(askSignInPasskey);
    const alone = passkey.use(options, { counter: 4 });
    await refused(thief.call(signInByPasskey, { passkey: alone }), 'factor_failed');

    const afterMail = new TestBrowser();
    await afterMail.signIn(rt, person.email);
    const { passkeyOptions } = await afterMail.call(readFactorQuestion);
    const asSecond = passkey.use(passkeyOptions ?? '', { counter: 5 });
    await refused(afterMail.call(answerFactor, { passkey: asSecond }), 'factor_failed');

    const again = passkey.use((await browser.call(askPasskey)).options, { counter: 5 });
    await refused(browser.call(stepUp, { passkey: again }), 'factor_failed');

    for (const id of [orgId, second.orgId]) {
      const [alert, ...rest] = await seenIn(id, 'members.passkeyCopied');
      expect(rest).toEqual([]);
      expect(alert).toMatchObject({ severity: 'critical', state: 'open', subject: person.userId, count: 3 });
      expect(JSON.stringify(alert)).not.toContain(person.email);
    }
    expect(await seenIn(elsewhere.orgId, 'members.passkeyCopied')).toEqual([]);
    await eventually('mail to the owner', () =>
      rt
        .mailbox()
        .some(
          ({ to, subject }) => to === second.owner.email && subject === 'Critical: A copy of a passkey may be in use',
        ),
    );
  });

  test('is none while the counter goes on, or an answer is wrong for another reason', async () => {
    const { passkey, orgId } = await withPasskey();
    const browser = new TestBrowser();
    const { options } = await browser.call(askSignInPasskey);
    const bent = passkey.use(options, { counter: 3, origin: 'https://evil.example' });
    await refused(browser.call(signInByPasskey, { passkey: bent }), 'factor_failed');
    expect(await seenIn(orgId, 'members.passkeyCopied')).toEqual([]);
  });
});

describe('a change that a member reports as not theirs', () => {
  test('is an alert in each of their organisations, once for each link', async () => {
    const browser = await signedInOwner(rt);
    const person = await personIn(browser);
    const second = await createTestOrganization('Third');
    await joins(second.orgId, person);
    await addApp(browser);
    const { token } = mailedLink(rt);
    expect(await seenIn(second.orgId, 'members.changeReported')).toEqual([]);
    const { until } = await new TestBrowser().call(reportChange, { token });
    await refused(new TestBrowser().call(reportChange, { token }), 'sign_in_failed');
    for (const id of [person.membership?.orgId ?? '', second.orgId]) {
      expect(await seenIn(id, 'members.changeReported')).toMatchObject([
        {
          severity: 'critical',
          subject: person.userId,
          count: 1,
          detail: { change: 'totp-added', frozenUntil: until },
        },
      ]);
    }
    expect(await seenIn(elsewhere.orgId, 'members.changeReported')).toEqual([]);
  });
});

describe('a token of a program', () => {
  test('that is used a second time is an alert in the organisation that it acted in, alone', async () => {
    const org = await createTestOrganization('Programs');
    const person = await createTestMember(org.orgId, 'member');
    await joins(elsewhere.orgId, person);
    const first = await signedInProgram(server, person);
    await refresh(server, first.refresh_token);
    expect(await seenIn(org.orgId, 'programs.tokenReused')).toEqual([]);
    for (let times = 0; times < 3; times += 1) await refresh(server, first.refresh_token);
    const [alert, ...rest] = await seenIn(org.orgId, 'programs.tokenReused');
    expect(rest).toEqual([]);
    expect(alert).toMatchObject({
      ...{ severity: 'warning', subject: person.userId, count: 1 },
      detail: { program: 'holdfast-cli', reason: 'refresh_reused', grant: expect.any(String) },
    });
    expect(await seenIn(elsewhere.orgId, 'programs.tokenReused')).toEqual([]);
  });

  test('that was made of a code which is shown again, or by somebody else, is one too; what is guessed is none', async () => {
    const org = await createTestOrganization('Codes');
    const [one, other] = [await createTestMember(org.orgId, 'owner'), await createTestMember(org.orgId, 'owner')];
    const proof = newProof();
    const code = await newCode(one, requestQuery(proof));
    await exchange(server, code, proof);
    await exchange(server, code, proof);
    await exchange(server, await newCode(other, requestQuery(proof)), newProof());
    await exchange(server, 'A'.repeat(43), proof);
    const alerts = await seenIn(org.orgId, 'programs.tokenReused');
    expect(alerts.map(({ subject, detail }) => [subject, detail.reason])).toEqual([
      [other.userId, 'verifier_mismatch'],
      [one.userId, 'code_replayed'],
    ]);
  });
});
