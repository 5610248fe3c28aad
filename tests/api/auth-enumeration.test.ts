import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { addApp, signedIn, signedInOwner } from '../support/factors.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { shuffled, type TimedRequest, timeRequests } from '../support/timed-requests.ts';
import { clearestDifference } from '../support/welch.ts';

/*
 * Who has an account is told by nothing: neither words, status, headers, size nor time of any answer that a stranger gets.
 * CLAIMS I12; ASVS 5.0, 6.3.8. Times are compared by Welch's t-test, as those of API keys are.
 */

const telling = 4.5;
const perKind = 100;
const inFlight = 10;
/** A code of one mail is dead after five wrong ones, so that a mail serves for that many measurements. */
const triesPerMail = 5;

const kinds = ['nobody', 'an account', 'an account with a second factor', 'an owner'] as const;
type Kind = (typeof kinds)[number];

let rt: TestRuntime;
let own: OwnServer;
const known: Record<Exclude<Kind, 'nobody'>, string> = {
  'an account': 'plain@example.com',
  'an account with a second factor': 'factor@example.com',
  'an owner': 'owner@example.com',
};

beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1 } });
  own = await startOwnServer(rt);
  await signedIn(rt, known['an account']);
  await addApp(await signedIn(rt, known['an account with a second factor']));
  await signedInOwner(rt, known['an owner']);
});

afterAll(async () => {
  await own.close();
  await rt.close();
});

let places = 0;
const fromElsewhere = () => {
  places += 1;
  return { 'x-forwarded-for': `10.${places >> 16}.${(places >> 8) & 255}.${places & 255}` };
};
let strangers = 0;
/** As long as that of the accounts, so that no size differs by it. */
const addressOf = (kind: Kind): string => {
  if (kind !== 'nobody') return known[kind];
  strangers += 1;
  return `n${String(strangers).padStart(4, '0')}@example.com`;
};

async function answerTo(path: string, body: object) {
  const { status, headers, text } = await own.send({
    method: 'POST',
    path,
    headers: { ...fromElsewhere(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const seen = [...headers]
    .filter(([name]) => name !== 'x-request-id' && name !== 'date')
    .map(([name, value]) => [name, name === 'set-cookie' ? value.replace(/=[^;]{10,}/, '=…') : value]);
  return { status, headers: seen, text: text.replace(/req_\w+/, 'REQUEST'), bytes: text.length };
}

describe('an answer says the same whoever the address belongs to', () => {
  it.each([
    ['a link is asked for', '/auth/request', (email: string) => ({ email })],
    ['a link is asked for to register', '/auth/request', (email: string) => ({ email, form: 'register' })],
    ['a wrong code is given', '/auth/verify', (email: string) => ({ email, code: '000000' })],
    ['a wrong code and a name are given', '/auth/verify', (email: string) => ({ email, code: '000000', name: 'X' })],
  ])('when %s', async (_, path, body) => {
    const answers = [];
    for (const kind of kinds) answers.push(await answerTo(path, body(addressOf(kind))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

describe('an answer takes as long whoever the address belongs to', () => {
  type Asked = Pick<TimedRequest, 'path' | 'body' | 'status'>;

  async function measure(ask: (kind: Kind, index: number) => Asked): Promise<{ pair: string; t: number }> {
    const requests = kinds.flatMap((kind) =>
      Array.from({ length: perKind }, (_, index) => ({ kind, headers: fromElsewhere(), ...ask(kind, index) })),
    );
    const times = await timeRequests(own.port, shuffled(requests), inFlight);
    expect(times.size).toBe(kinds.length);
    return clearestDifference(times);
  }

  /** Measured up to twice more before it fails: what is real shows again, and between the same two. */
  async function expectAlike(prepare: () => Promise<(kind: Kind, index: number) => Asked>): Promise<void> {
    const seen = [];
    for (let round = 0; round < 3; round += 1) {
      const { pair, t } = await measure(await prepare());
      if (t < telling) return;
      seen.push(`${pair} (|t| = ${t.toFixed(1)})`);
    }
    expect(seen).toEqual([]);
  }

  it('when a link is asked for', async () => {
    await expectAlike(async () => (kind) => ({ path: '/auth/request', body: { email: addressOf(kind) }, status: 202 }));
  }, 120_000);

  it('when a code is given and no mail is under way', async () => {
    rt.clock.advance(3_601);
    await expectAlike(async () => (kind) => ({
      path: '/auth/verify',
      body: { email: addressOf(kind), code: '000000' },
      status: 401,
    }));
  }, 120_000);

  it('when a wrong code is given while a mail is under way', async () => {
    await expectAlike(async () => {
      // Wrong codes of one address are counted for an hour: each round begins anew, with accounts and mails of its own.
      rt.clock.advance(3_601);
      const mails = perKind / triesPerMail;
      const asked = new Map<Kind, string[]>(kinds.map((kind) => [kind, []]));
      for (let n = 0; n < mails; n += 1) {
        for (const kind of kinds) {
          const email = `m${asked.get(kind)?.length}${kinds.indexOf(kind)}${strangers}@example.com`;
          if (kind !== 'nobody') await makeAccount(email, kind);
          await new TestBrowser().call(requestSignIn, { email });
          asked.get(kind)?.push(email);
        }
      }
      strangers += 1;
      return (kind, index) => {
        const email = asked.get(kind)?.[index % mails] ?? '';
        return { path: '/auth/verify', body: { email, code: '000000' }, status: 401 };
      };
    });
  }, 120_000);

  /** Rows alone: what there is to know of an address, without signing in by it. */
  async function makeAccount(email: string, kind: Exclude<Kind, 'nobody'>): Promise<void> {
    const model = known[kind];
    await rt.tenancy.control.write(async (tx) => {
      await tx.run(
        `INSERT INTO User (id, email, name, emailVerifiedAt, createdAt, updatedAt)
         SELECT 'usr_' || ?, ?, name, emailVerifiedAt, createdAt, updatedAt FROM User WHERE email = ?`,
        [email, email, model],
      );
      await tx.run(
        `INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt)
         SELECT 'mem_' || ?, m.orgId, 'usr_' || ?, m.role, m.createdAt, m.updatedAt
           FROM Membership m JOIN User u ON u.id = m.userId WHERE u.email = ?`,
        [email, email, model],
      );
      await tx.run(
        `INSERT INTO TotpFactor (userId, sealedSecret, keyVersion, confirmedAt, lastStep, createdAt)
         SELECT 'usr_' || ?, t.sealedSecret, t.keyVersion, t.confirmedAt, t.lastStep, t.createdAt
           FROM TotpFactor t JOIN User u ON u.id = t.userId WHERE u.email = ?`,
        [email, model],
      );
    });
  }
});
