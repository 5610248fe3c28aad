import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideDevice } from '#lib/identity/oauth/decide-device.ts';
import { readDevice } from '#lib/identity/oauth/read-device.ts';
import { registerClient } from '#lib/identity/oauth/register-client.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import {
  commandLine,
  deviceGrant,
  errorOf,
  everyScope,
  ownClient,
  post,
  refresh,
  tokensOf,
  withToken,
} from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  org = await createTestOrganization('Devices');
  other = await createTestOrganization('Elsewhere');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

// Past the windows of every limit.
beforeEach(() => rt.clock.advance(601));

interface Started {
  readonly device_code: string;
  readonly user_code: string;
  readonly expires_in: number;
  readonly interval: number;
}

async function started(fields: Record<string, string> = {}): Promise<Started> {
  const answer = await post(server, '/oauth/device_authorization', {
    ...{ client_id: commandLine, scope: 'contacts:read contacts:write' },
    ...fields,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return JSON.parse(answer.text) as Started;
}

const poll = (device: Started, clientId = commandLine) =>
  post(server, '/oauth/token', { grant_type: deviceGrant, client_id: clientId, device_code: device.device_code });

/** Somebody who has signed in a moment ago. */
const person = (role: 'owner' | 'member' | 'viewer' = 'owner') => createTestMember(org.orgId, role);

const decide = (who: Awaited<ReturnType<typeof person>>, device: Started, decision: 'allow' | 'deny' = 'allow') =>
  call(decideDevice, who, {
    userCode: device.user_code,
    organizationId: who.membership?.orgId,
    scopes: everyScope,
    decision,
  });

describe('a device without a browser', () => {
  test('shows eight letters that nobody takes for others, and waits five seconds between questions', async () => {
    const device = await started();
    expect(device.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(device).toMatchObject({ expires_in: 600, interval: 5 });
    expect(errorOf(await poll(device))).toBe('authorization_pending');
  });

  test('gets tokens once, after its person has typed the code and said yes', async () => {
    const device = await started();
    const who = await person();
    expect(await call(readDevice, who, { userCode: device.user_code })).toMatchObject({
      client: { name: 'Holdfast command line' },
      organization: { id: org.orgId },
      device: 'test-program/1.0',
      allowed: [{ scope: 'contacts:read' }, { scope: 'contacts:write' }],
    });
    expect(errorOf(await poll(device))).toBe('authorization_pending');
    expect(await decide(who, device)).toEqual({ status: 'allowed' });
    rt.clock.advance(5);
    const tokens = tokensOf(await poll(device));
    expect((await withToken(server, tokens.access_token, '/contacts')).status).toBe(200);
    expect(errorOf(await poll(device))).toBe('invalid_grant');
    // The code was shown twice: what it gave is over.
    expect((await withToken(server, tokens.access_token, '/contacts')).status).toBe(401);
    expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
  });

  test('that asks too often is told to slow down, and has to wait longer each time', async () => {
    const device = await started();
    expect(errorOf(await poll(device))).toBe('authorization_pending');
    rt.clock.advance(4);
    expect(errorOf(await poll(device))).toBe('slow_down');
    rt.clock.advance(9);
    expect(errorOf(await poll(device))).toBe('slow_down');
    rt.clock.advance(15);
    expect(errorOf(await poll(device))).toBe('authorization_pending');
  });

  test('that asks too often gets no tokens by it, though it was allowed', async () => {
    const device = await started();
    await poll(device);
    await decide(await person(), device);
    rt.clock.advance(1);
    expect(errorOf(await poll(device))).toBe('slow_down');
    rt.clock.advance(10);
    tokensOf(await poll(device));
  });

  test('is told that nobody allowed it in time, and that its person said no', async () => {
    const late = await started();
    rt.clock.advance(600);
    expect(errorOf(await poll(late))).toBe('expired_token');
    const denied = await started();
    expect(await decide(await person(), denied, 'deny')).toEqual({ status: 'denied' });
    expect(errorOf(await poll(denied))).toBe('access_denied');
    await refused(decide(await person(), denied), 'invalid_input');
  });

  test('that twenty pretend to be gives tokens to one at most', async () => {
    const device = await started();
    await decide(await person(), device);
    const answers = await Promise.all(Array.from({ length: 20 }, () => poll(device)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  });

  test('is one program’s, and no other program fetches its tokens', async () => {
    const client = await ownClient(org, ['contacts:read']);
    const device = await started();
    await decide(await person(), device);
    expect(errorOf(await poll(device, client.id))).toBe('invalid_grant');
    tokensOf(await poll(device));
  });

  test('asks for scopes that there are, of a program that may do so', async () => {
    const ask = (fields: Record<string, string>) => post(server, '/oauth/device_authorization', fields);
    expect(errorOf(await ask({ client_id: commandLine, scope: 'members:write' }))).toBe('invalid_scope');
    expect(errorOf(await ask({ client_id: 'cli_nobody' }))).toBe('invalid_client');
    expect(errorOf(await ask({}))).toBe('invalid_request');
    const { id } = await call(registerClient, justSignedIn(org.owner), {
      ...{ name: 'Browsers', scopes: ['contacts:read'], redirectUris: ['http://127.0.0.1/cb'] },
    });
    expect(errorOf(await ask({ client_id: id }))).toBe('unauthorized_client');
    expect(errorOf(await poll(await started(), id))).toBe('unauthorized_client');
    expect(errorOf(await poll({ ...(await started()), device_code: 'unknown' }))).toBe('invalid_grant');
  });
});

describe('a user code', () => {
  test('is typed in any case, with or without dash and spaces, and in full-width letters', async () => {
    const device = await started();
    const who = await person();
    const [a = '', b = ''] = device.user_code.split('-');
    const wide = [...`${a}${b}`].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
    for (const userCode of [`${a}${b}`, ` ${a.toLowerCase()} ${b} `, `${a}–${b}`, wide]) {
      expect(await call(readDevice, who, { userCode })).toMatchObject({ device: 'test-program/1.0' });
    }
  });

  test('is kept as a keyed digest alone', async () => {
    const device = await started();
    const rows = JSON.stringify(await rt.tenancy.control.all('SELECT * FROM OAuthDeviceCode'));
    for (const secret of [device.device_code, device.user_code, device.user_code.replace('-', '')]) {
      expect(rows).not.toContain(secret);
    }
  });

  test('that no device shows is told like one of another organisation’s program', async () => {
    const client = await ownClient(other, ['contacts:read']);
    const foreign = await started({ client_id: client.id, scope: 'contacts:read' });
    const who = await person();
    const codes = [foreign.user_code, 'BBBB-BBBB', 'AAAA-AAAA', 'BCDF', ''];
    const told = await Promise.all(
      codes.map(async (userCode) => (await refused(call(readDevice, who, { userCode }), 'invalid_input')).problems),
    );
    expect(new Set(told.map((problems) => JSON.stringify(problems))).size).toBe(1);
  });

  test('is not guessed: a person has twenty tries in ten minutes', async () => {
    const who = await person();
    for (let tries = 0; tries < 20; tries += 1) {
      await refused(call(readDevice, who, { userCode: 'BBBB-BBBB' }), 'invalid_input');
    }
    await refused(call(readDevice, who, { userCode: (await started()).user_code }), 'rate_limited');
    await refused(decide(who, await started()), 'rate_limited');
  });

  test('allows nothing without a fresh sign-in, for another organisation, or beyond the role', async () => {
    const device = await started();
    const who = await person();
    const old = { ...who, signedInAt: new Date(rt.clock.now().getTime() - 3_600_000).toISOString() };
    await refused(decide(old, device), 'fresh_sign_in_required');
    const input = { userCode: device.user_code, organizationId: other.orgId, scopes: everyScope, decision: 'allow' };
    await refused(call(decideDevice, who, input), 'conflict');
    await refused(call(readDevice, { ...who, membership: null }, { userCode: device.user_code }), 'conflict');
    const viewer = await person('viewer');
    const writing = await started({ scope: 'contacts:write' });
    await refused(decide(viewer, writing), 'conflict');
    expect(errorOf(await poll(writing))).toBe('authorization_pending');
    await decide(viewer, device);
    expect(tokensOf(await poll(device)).scope).toBe('contacts:read');
  });

  test('is decided once, however many decide at once', async () => {
    const device = await started();
    const people = await Promise.all(Array.from({ length: 5 }, () => person()));
    const outcomes = await Promise.allSettled(people.map((who) => decide(who, device)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });
});
