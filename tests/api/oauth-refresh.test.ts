import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { listMyGrants } from '#lib/identity/oauth/list-grants.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { errorOf, ownClient, post, refresh, signedInProgram, tokensOf, withToken } from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const day = 86_400;

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  org = await createTestOrganization('Refresh');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

/** Somebody new, as though they had signed in now: the clock has moved far since the tests began. */
const person = (role: 'owner' | 'admin' | 'member' | 'viewer' = 'owner') => createTestMember(org.orgId, role);

const works = async (token: string) => (await withToken(server, token, '/me')).status === 200;

describe('a refresh token', () => {
  test('works once, gives another one, and keeps what was allowed', async () => {
    const first = await signedInProgram(server, await person());
    const second = tokensOf(await refresh(server, first.refresh_token));
    const third = tokensOf(await refresh(server, second.refresh_token));
    expect(new Set([first, second, third].map((each) => each.refresh_token)).size).toBe(3);
    expect(third.scope).toBe(first.scope);
    expect(await works(third.access_token)).toBe(true);
  });

  test('is kept as a digest alone', async () => {
    const { refresh_token: token, access_token: access } = await signedInProgram(server, await person());
    const rows = await rt.tenancy.control.all('SELECT * FROM OAuthRefreshToken');
    const grants = await rt.tenancy.control.all('SELECT * FROM OAuthGrant');
    const events = await rt.tenancy.control.all('SELECT * FROM AuditEvent');
    for (const secret of [token, access]) expect(JSON.stringify([rows, grants, events])).not.toContain(secret);
  });

  test('that is used a second time ends all that was allowed, with a mail, an audit event and a receipt', async () => {
    const whose = await person('member');
    const first = await signedInProgram(server, whose);
    const second = tokensOf(await refresh(server, first.refresh_token));
    expect(errorOf(await refresh(server, first.refresh_token))).toBe('invalid_grant');
    expect(errorOf(await refresh(server, second.refresh_token))).toBe('invalid_grant');
    expect(await works(first.access_token)).toBe(false);
    expect(await works(second.access_token)).toBe(false);
    const mails = rt.mailbox().filter((mail) => mail.to === whose.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['The access of a program has ended']);
    const [event] = await rt.tenancy.control.all<{ reason: string; orgId: string }>(
      "SELECT reason, orgId FROM AuditEvent WHERE action = 'oauth.reuse' ORDER BY rowid DESC",
    );
    expect(event).toEqual({ reason: 'refresh_reused', orgId: org.orgId });
    const { data } = await call(listReceipts, org.owner, { limit: 10 });
    expect(data[0]).toMatchObject({ action: 'oauthGrant.revoked', actor: 'system' });
    expect((await call(listMyGrants, whose)).data).toEqual([]);
  });

  test('has no grace for an answer that was lost: the repetition ends it at once', async () => {
    const first = await signedInProgram(server, await person());
    const lost = tokensOf(await refresh(server, first.refresh_token));
    expect(errorOf(await refresh(server, first.refresh_token))).toBe('invalid_grant');
    expect(await works(lost.access_token)).toBe(false);
  });

  test('that twenty use at once gives tokens to one, and then nothing of it works', async () => {
    const first = await signedInProgram(server, await person());
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(server, first.refresh_token)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBe(1);
    for (const answer of good) expect(await works(tokensOf(answer).access_token)).toBe(false);
  });

  test('gives fewer scopes when asked, never more, and the next one has them all again', async () => {
    const first = await signedInProgram(server, await person());
    const fewer = tokensOf(await refresh(server, first.refresh_token, { scope: 'contacts:read' }));
    expect(fewer.scope).toBe('contacts:read');
    expect((await withToken(server, fewer.access_token, '/contacts', { method: 'POST', body: {} })).status).toBe(403);
    const more = await refresh(server, fewer.refresh_token, { scope: 'contacts:read deals:write' });
    expect(errorOf(more)).toBe('invalid_scope');
    expect(tokensOf(await refresh(server, fewer.refresh_token)).scope).toBe('contacts:read contacts:write');
  });

  test('of one program is none for another', async () => {
    const first = await signedInProgram(server, await person());
    const client = await ownClient(org, ['contacts:read'], 'Other');
    expect(errorOf(await refresh(server, first.refresh_token, { client_id: client.id }))).toBe('invalid_grant');
    tokensOf(await refresh(server, first.refresh_token));
  });

  test('ends when its person signs out everywhere', async () => {
    const whose = await person();
    const first = await signedInProgram(server, whose);
    await call(signOutEverywhere, whose);
    expect(await works(first.access_token)).toBe(false);
    expect(errorOf(await refresh(server, first.refresh_token))).toBe('invalid_grant');
  });

  test('ends with the membership, and does not live again with the next one', async () => {
    const whose = await person('member');
    const first = await signedInProgram(server, whose);
    const row = await rt.tenancy.control.get<{ id: string; role: string }>(
      'SELECT id FROM Membership WHERE orgId = ? AND userId = ?',
      [org.orgId, whose.userId],
    );
    await call(removeMember, org.owner, { id: row?.id });
    expect(await works(first.access_token)).toBe(false);
    const at = rt.clock.now().toISOString();
    await rt.tenancy.control.write((tx) =>
      tx.run('INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)', [
        ...['mem_again', org.orgId, whose.userId, 'owner', at, at],
      ]),
    );
    expect(await works(first.access_token)).toBe(false);
    expect(errorOf(await refresh(server, first.refresh_token))).toBe('invalid_grant');
  });

  test('gives what the role holds now: less after a demotion', async () => {
    const whose = await person('member');
    const first = await signedInProgram(server, whose);
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Membership SET role = 'viewer' WHERE userId = ?", [whose.userId]),
    );
    expect(tokensOf(await refresh(server, first.refresh_token)).scope).toBe('contacts:read');
  });
});

describe('revocation (RFC 7009)', () => {
  const revoke = (fields: Record<string, string>) =>
    post(server, '/oauth/revoke', { client_id: 'holdfast-cli', ...fields });

  test.each(['refresh_token', 'access_token'] as const)('of the %s ends all of it', async (name) => {
    const tokens = await signedInProgram(server, await person());
    expect((await revoke({ token: tokens[name] })).status).toBe(200);
    expect(await works(tokens.access_token)).toBe(false);
    expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
  });

  test('of an access token whose time is over works too', async () => {
    const tokens = await signedInProgram(server, await person());
    rt.clock.advance(3_600);
    expect((await revoke({ token: tokens.access_token, token_type_hint: 'refresh_token' })).status).toBe(200);
    expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
  });

  test('answers the same for what is unknown, over, nobody’s or another program’s, and ends nothing', async () => {
    const tokens = await signedInProgram(server, await person());
    const client = await ownClient(org, ['contacts:read'], 'Revoker');
    for (const token of ['unknown', 'a.b.c', `${tokens.access_token}x`, '1'.repeat(1_900)]) {
      expect(await revoke({ token })).toMatchObject({ status: 200, text: '' });
    }
    expect(await revoke({ token: tokens.refresh_token, client_id: client.id })).toMatchObject({
      status: 200,
      text: '',
    });
    expect(await works(tokens.access_token)).toBe(true);
    tokensOf(await refresh(server, tokens.refresh_token));
  });

  test('asks for a token and a program that there is', async () => {
    expect(errorOf(await revoke({}))).toBe('invalid_request');
    expect(errorOf(await revoke({ token: 'x', client_id: 'cli_nobody' }))).toBe('invalid_client');
  });
});

describe('what was allowed ends by time', () => {
  test('a program that asks for nothing for fourteen days has to be allowed anew', async () => {
    const idle = await signedInProgram(server, await person());
    rt.clock.advance(14 * day - 1);
    const kept = tokensOf(await refresh(server, idle.refresh_token));
    rt.clock.advance(14 * day);
    expect(errorOf(await refresh(server, kept.refresh_token))).toBe('invalid_grant');
  });

  test('and every program after thirty days, however busy it is', async () => {
    let { refresh_token: token } = await signedInProgram(server, await person());
    for (const days of [10, 10]) {
      rt.clock.advance(days * day);
      token = tokensOf(await refresh(server, token)).refresh_token;
    }
    rt.clock.advance(10 * day - 1);
    const last = tokensOf(await refresh(server, token));
    rt.clock.advance(1);
    expect(errorOf(await refresh(server, last.refresh_token))).toBe('invalid_grant');
    expect(await works(last.access_token)).toBe(false);
  });
});
