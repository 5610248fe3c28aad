import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#lib/access/operation.ts';
import { keyScopes } from '#lib/access/permissions.ts';
import type { Principal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import type { IdPrefix } from '#lib/platform/ids.ts';
import { operations } from '#lib/registry.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { neverWas, operationSamples } from '../support/operation-samples.ts';
import { proveKey } from '../support/prove-key.ts';
import { markerOf } from '../support/sample-records.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

/*
 * Two organisations, one attacker: a person or a key of the second, with every right there, puts ids of the first
 * wherever an operation takes an id. What comes back must not differ by a byte from what an id brings that never was, and
 * nothing of the first organisation may have changed.
 */

let rt: TestRuntime;
let victim: TestOrganization;
let attacker: TestOrganization;
let attackerKey: { readonly text: string; readonly principal: Principal };
let cookie: string;

/** A minute later, with all budgets whole, the attacker has signed in afresh: nothing but the ids stands in the way. */
async function signInAgain(): Promise<void> {
  rt.clock.advance(61);
  attacker = { ...attacker, owner: justSignedIn(attacker.owner) };
  const { userId, sessionId, signedInAt } = attacker.owner;
  await rt.tenancy.control.write((tx) =>
    tx.run('UPDATE Session SET createdAt = ?, revokedAt = NULL WHERE id = ?', [signedInAt, sessionId]),
  );
  const token = await signSessionToken(rt, { userId, sessionId, orgId: attacker.orgId, role: 'owner' }, 900);
  cookie = `${sessionCookieName(rt.origin)}=${token}`;
}

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' }, serving: false });
  victim = await createTestOrganization('Victim');
  attacker = await createTestOrganization('Attacker');
  const { key } = await call(createApiKey, justSignedIn(attacker.owner), { name: 'All scopes', scopes: ['*'] });
  attackerKey = { text: key, principal: await proveKey(rt, key) };
});
afterAll(() => rt.close());

const route = createApiRouter(operations);

interface Credential {
  readonly name: string;
  readonly headers: () => Record<string, string>;
  readonly principal: () => Principal;
}

const credentials: readonly Credential[] = [
  {
    name: 'a session',
    headers: () => ({ cookie, 'sec-fetch-site': 'same-origin', origin: rt.origin }),
    principal: () => attacker.owner,
  },
  {
    name: 'a key',
    headers: () => ({ authorization: `Bearer ${attackerKey.text}` }),
    principal: () => attackerKey.principal,
  },
];

/** Everything of the answer but the request id and the ids that the question held. */
async function askedOverHttp(op: Operation, input: Record<string, unknown>, credential: Credential): Promise<string> {
  const [method, template] = (op.http ?? '').split(' ') as [string, string];
  const rest = new Map(Object.entries(input));
  const path = template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  const isFile = op.body === 'stream';
  const inQuery = method === 'GET' || isFile;
  const query =
    inQuery && rest.size > 0 ? `?${new URLSearchParams([...rest].map(([name, value]) => [name, String(value)]))}` : '';
  const json = !inQuery && rest.size > 0 ? JSON.stringify(Object.fromEntries(rest)) : undefined;
  const body = isFile ? 'A file.' : json;
  const request = new Request(`${rt.origin}/api/v1${path}${query}`, {
    method,
    headers: { ...credential.headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  });
  const response = await route(request, { address: '203.0.113.9', door: 'api' });
  // Budgets go down by one with each question, whatever it is about.
  const headers = [...response.headers].filter(([name]) => !/^ratelimit$|^x-request-id$/.test(name));
  const requestId = response.headers.get('x-request-id') ?? '';
  return [response.status, JSON.stringify(headers), (await response.text()).replaceAll(requestId, 'REQUEST')].join(
    '\n',
  );
}

/** The same through the doors that share `execute`: pages, actions, background work. */
async function askedInside(op: Operation, input: Record<string, unknown>, principal: Principal): Promise<string> {
  try {
    const request = operationSamples[op.name]?.stream?.() ?? {};
    return `output ${JSON.stringify(await call(op, principal, input, { request }))}`;
  } catch (error) {
    const { code, publicMessage, problems, extension, headers } = error as Record<string, unknown>;
    return `error ${JSON.stringify({ code, publicMessage, problems, extension, headers })}`;
  }
}

/** Who is turned away before the operation looks at the id learns nothing by it, and neither does the test. */
function expectReached({ inside, overHttp }: { readonly inside: string; readonly overHttp: string }): void {
  expect(inside).not.toMatch(/^error .*"code":"(?:unauthorized|forbidden|plan_required|\w+_required|rate_limited)"/);
  expect(overHttp).not.toMatch(/^(?:401|403|405|415|429)\b/);
}

const withoutIds = (answer: string, ids: readonly unknown[]) =>
  ids.reduce<string>((text, id) => text.replaceAll(String(id), 'ID'), answer);

/** Every row of the organisation's own database and of its part of the directory, but for what asking itself leaves. */
async function everythingOf(org: TestOrganization): Promise<string> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    const tables = [
      'Contact',
      'Deal',
      'Activity',
      'Interaction',
      'File',
      'Import',
      'ImportReject',
      'Receipt',
      'ReceiptDetail',
    ];
    const own = await Promise.all(tables.map((table) => lease.db.all(`SELECT * FROM "${table}"`)));
    const shared = ['Membership', 'Invite', 'ApiKey', 'Session', 'OAuthClient', 'OAuthGrant', 'ReceiptOutbox'];
    const directory = await Promise.all(
      shared.map((table) => rt.tenancy.control.all(`SELECT * FROM "${table}" WHERE orgId = ?`, [org.orgId])),
    );
    const factors = await Promise.all(
      ['Passkey', 'TotpFactor', 'RecoveryCode'].map((table) =>
        rt.tenancy.control.all(
          `SELECT * FROM "${table}" WHERE userId IN (SELECT userId FROM Membership WHERE orgId = ?)`,
          [org.orgId],
        ),
      ),
    );
    const organization = await rt.tenancy.control.all('SELECT * FROM Organization WHERE id = ?', [org.orgId]);
    return JSON.stringify([own, directory, factors, organization]);
  } finally {
    lease.release();
  }
}

const tenantOperations = operations.filter((op) => op.scope === 'tenant');
const attacks = tenantOperations.flatMap((op) =>
  Object.entries(operationSamples[op.name]?.ids ?? {}).map(([field, prefix]) => [op.name, field, op, prefix] as const),
);

describe('an id of another organisation answers exactly like an id that never was', () => {
  it('there is much to attack', () => {
    expect(attacks.length).toBeGreaterThan(30);
  });

  it.each(attacks)('%s: %s', async (name, field, op, prefix: IdPrefix) => {
    const sample = operationSamples[name];
    const stolen = (await sample?.input(victim))?.[field];
    const unknown = neverWas(prefix);
    const own = { ...(await sample?.input(attacker)) };
    const before = await everythingOf(victim);
    await signInAgain();

    for (const credential of credentials) {
      const ask = async (id: unknown) => {
        const input = { ...own, [field]: id };
        const ids = [stolen, unknown];
        const inside = withoutIds(await askedInside(op, input, credential.principal()), ids);
        const overHttp = op.http === undefined ? '' : withoutIds(await askedOverHttp(op, input, credential), ids);
        return { inside, overHttp };
      };
      const answer = await ask(unknown);
      if (credential.name === 'a session') expectReached(answer);
      const toStolen = await ask(stolen);
      expect(differences(toStolen.inside), credential.name).toBe(differences(answer.inside));
      expect(differences(toStolen.overHttp), credential.name).toBe(differences(answer.overHttp));
      expect(JSON.stringify(toStolen)).not.toContain(markerOf(victim));
    }
    expect(await everythingOf(victim)).toBe(before);
  });
});

/** Where the question was answered with a new record, its own id and the length of both differ by nature. */
function differences(answer: string): string {
  return answer
    .replaceAll(/[a-z]{2,4}_[0-7][0-9A-HJKMNP-TV-Z]{25}/g, 'ID')
    .replaceAll(/\["content-length","\d+"\],?/g, '');
}

describe('what one organisation reads holds nothing of another', () => {
  it.each(tenantOperations.filter((op) => !op.writes).map((op) => [op.name, op] as const))('%s', async (name, op) => {
    const sample = operationSamples[name];
    await sample?.input(victim);
    const input = (await sample?.input(attacker)) ?? {};
    await signInAgain();
    for (const credential of credentials) {
      const answers = [await askedInside(op, input, credential.principal())];
      if (op.http !== undefined) answers.push(await askedOverHttp(op, input, credential));
      for (const answer of answers) {
        expect(answer).not.toContain(markerOf(victim));
        expect(answer).not.toContain(victim.orgId);
        expect(answer).not.toContain(victim.owner.userId);
      }
    }
  });

  it('the attacker was given everything that a key can have', () => {
    expect(attackerKey.principal).toMatchObject({ orgId: attacker.orgId, scopes: new Set(keyScopes) });
  });
});
