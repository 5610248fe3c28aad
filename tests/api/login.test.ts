import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { decideDevice } from '#lib/identity/oauth/decide-device.ts';
import { listGrants } from '#lib/identity/oauth/list-grants.ts';
import { revokeGrant } from '#lib/identity/oauth/revoke-grant.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { freePort } from '../support/free-port.ts';
import { everyScope, newCode, newProof, post, requestQuery } from '../support/oauth.ts';
import { allowInBrowser, askedIn, type Ran, type RemoteMachine, remoteMachine } from '../support/remote-command.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;

beforeAll(async () => {
  const port = await freePort();
  rt = await createTestRuntime({ env: { PORT: port } });
  server = await startOwnServer(rt, { port });
  org = await createTestOrganization('Terminal');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

// Past the windows of every limit.
beforeEach(() => rt.clock.advance(601));

const person = () => createTestMember(org.orgId, 'owner');
const now = () => rt.clock.now();
const machine = (more: Parameters<typeof remoteMachine>[0] = {}) => remoteMachine({ person, now, ...more });
const login = (on: RemoteMachine, ...more: string[]) => on.run(['login', '--url', rt.origin, ...more]);

interface Stored {
  readonly profiles: readonly {
    readonly name: string;
    readonly tokens: { readonly access: string; readonly refresh: string };
  }[];
}

const fileOf = (on: RemoteMachine) => join(on.folder, 'profiles.json');
const storedOf = (on: RemoteMachine) => JSON.parse(readFileSync(fileOf(on), 'utf8')) as Stored;
const tokensOf = (on: RemoteMachine) => {
  const [profile] = storedOf(on).profiles;
  if (profile === undefined) throw new Error('nobody has signed in');
  return profile.tokens;
};

describe('holdfast login by browser', () => {
  test('signs a person in, keeps the tokens for them alone, and asks for them from then on', async () => {
    const mine = machine();
    const ran = await login(mine, '--json');
    expect(ran).toMatchObject({ exitCode: 0 });
    const name = `${org.slug}@127.0.0.1:${server.port}`;
    expect(JSON.parse(ran.stdout)).toMatchObject({ profile: name, url: rt.origin, organization: org.slug });
    expect(statSync(fileOf(mine)).mode & 0o777).toBe(0o600);
    expect(statSync(mine.folder).mode & 0o777).toBe(0o700);
    const made = await mine.json<{ id: string }>(['contacts', 'create', '--first-name', 'Ada']);
    const { data } = await mine.json<{ data: { id: string }[] }>(['contacts', 'list']);
    expect(data.map(({ id }) => id)).toContain(made.id);
    expect(await mine.json(['whoami'])).toMatchObject({
      organization: { slug: org.slug },
      client: { id: 'holdfast-cli' },
    });
    expect(await mine.json(['profiles'])).toMatchObject({ data: [{ profile: name, current: true }] });
  });

  test('shows no secret: not on either stream, and not in the address that others on the machine can read', async () => {
    const mine = machine();
    const ran: Ran[] = [
      await login(mine, '--json'),
      await mine.run(['whoami', '--json']),
      await mine.run(['profiles']),
    ];
    const { access, refresh } = tokensOf(mine);
    const printed = ran.map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const secret of [access, refresh]) expect(printed).not.toContain(secret);
    expect(mine.opened).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]{43}$/)]);
  });

  test('may ask for less than the person has', async () => {
    const mine = machine();
    expect((await login(mine, '--scope', 'contacts:read')).exitCode).toBe(0);
    const refused = await mine.run(['contacts', 'create', '--first-name', 'Ada', '--json']);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(refused.stderr)).toMatchObject({ code: 'forbidden', status: 403 });
  });

  test('tells the person in the browser that it is done, and says why it is not', async () => {
    const pages: string[] = [];
    const browser = async (url: string) => {
      pages.push(await (await allowInBrowser(url, await person())).text());
    };
    const mine = machine({ browser });
    expect((await login(mine)).exitCode).toBe(0);
    await expect.poll(() => pages[0]).toContain('You are signed in');
  });

  test('takes no code that was asked for by somebody else, whoever knows the state (injected codes)', async () => {
    const attacker = await person();
    const pages: string[] = [];
    const browser = async (url: string) => {
      const asked = (await askedIn(url)).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = await newCode(attacker, requestQuery(newProof(), { redirect_uri: redirectUri }));
      const back = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: rt.origin });
      pages.push(await (await fetch(`${redirectUri}?${back}`)).text());
    };
    const mine = machine({ browser });
    const ran = await login(mine);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('gave no tokens');
    await expect.poll(() => pages[0]).toContain('You are not signed in');
    expect(existsSync(fileOf(mine))).toBe(false);
  });

  test('says who did not allow it', async () => {
    const browser = async (url: string) => {
      const { search } = await askedIn(url);
      const who = await person();
      const { redirectTo } = await call(decideAuthorization, who, {
        ...{ query: search.slice(1), organizationId: org.orgId, scopes: '', decision: 'deny' },
      });
      await fetch(redirectTo);
    };
    const ran = await login(machine({ browser }));
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('It was not allowed.');
  });

  test('ends the sign-in that it replaces', async () => {
    const mine = machine();
    await login(mine, '--profile', 'work');
    const before = tokensOf(mine).access;
    await login(mine, '--profile', 'work');
    expect(storedOf(mine).profiles).toHaveLength(1);
    const headers = { authorization: `Bearer ${before}` };
    expect((await server.send({ path: '/api/v1/me', headers })).status).toBe(401);
  });
});

/** In place of waiting: the person types the code that the command shows. */
function deciding(on: () => RemoteMachine, who: UserPrincipal, decision: 'allow' | 'deny' = 'allow') {
  let decided = false;
  return async (seconds: number) => {
    const userCode = /code\s+([A-Z]{4}-[A-Z]{4})/.exec(on().heard())?.[1];
    if (!decided)
      await call(decideDevice, who, { userCode, organizationId: who.membership?.orgId, scopes: everyScope, decision });
    decided = true;
    rt.clock.advance(seconds);
  };
}

describe('holdfast login --device', () => {
  test('signs in whoever types the code elsewhere', async () => {
    const who = await person();
    const mine: RemoteMachine = machine({ wait: deciding(() => mine, who) });
    expect((await login(mine, '--device')).exitCode).toBe(0);
    expect(mine.heard()).toContain(`${rt.origin}/oauth/device`);
    expect(mine.opened).toEqual([]);
    expect(await mine.json(['whoami'])).toMatchObject({ user: { id: who.userId } });
    const { access, refresh } = tokensOf(mine);
    for (const secret of [access, refresh]) expect(mine.heard()).not.toContain(secret);
  });

  test('says that it was not allowed, and keeps nothing', async () => {
    const who = await person();
    const mine: RemoteMachine = machine({ wait: deciding(() => mine, who, 'deny') });
    const ran = await login(mine, '--device');
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain('It was not allowed.');
    expect(existsSync(fileOf(mine))).toBe(false);
  });

  test('gives up when nobody types it in time', async () => {
    const mine = machine({
      wait: async (seconds) => {
        rt.clock.advance(Math.max(seconds, 60));
      },
    });
    const ran = await login(mine, '--device');
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('Nobody typed the code in time.');
  });

  test('in another organisation than the one that was named ends it at once and keeps nothing', async () => {
    const other = await createTestOrganization('Elsewhere');
    const who = await createTestMember(other.orgId, 'owner');
    const mine: RemoteMachine = machine({ wait: deciding(() => mine, who) });
    const ran = await login(mine, '--device', '--org', org.slug);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toContain(`You allowed it in ${other.slug}`);
    expect(existsSync(fileOf(mine))).toBe(false);
    expect((await call(listGrants, other.owner, { limit: 50 })).data).toEqual([]);
  });
});

describe('tokens', () => {
  test('are renewed before they end, and one renewal serves all commands that run at once', async () => {
    const mine = machine();
    await login(mine);
    const before = tokensOf(mine);
    const given = async () => (await rt.tenancy.control.all('SELECT hash FROM OAuthRefreshToken')).length;
    const givenBefore = await given();
    rt.clock.advance(601);
    const ran = await Promise.all([1, 2, 3, 4].map(() => mine.run(['whoami'])));
    expect(ran.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([1, 2, 3, 4].map(() => [0, '']));
    const after = tokensOf(mine);
    expect(after.refresh).not.toBe(before.refresh);
    expect(await given()).toBe(givenBefore + 1);
    expect((await mine.run(['whoami'])).exitCode).toBe(0);
    expect(tokensOf(mine)).toEqual(after);
  });

  test('are renewed when the installation refuses one that looks good: the clock here goes slow', async () => {
    const signedInAt = now();
    const mine = machine({ now: () => signedInAt });
    await login(mine);
    rt.clock.advance(3_600);
    expect((await mine.run(['whoami'])).exitCode).toBe(0);
  });

  test('are not believed by a clock that was set back since', async () => {
    let behindSeconds = 0;
    const mine = machine({ now: () => new Date(now().getTime() - behindSeconds * 1_000) });
    await login(mine);
    const { refresh } = tokensOf(mine);
    behindSeconds = 86_400;
    expect((await mine.run(['whoami'])).exitCode).toBe(0);
    expect(tokensOf(mine).refresh).not.toBe(refresh);
  });

  test('that have ended say so, and are asked for once', async () => {
    const mine = machine();
    await login(mine);
    const { refresh } = tokensOf(mine);
    await post(server, '/oauth/revoke', { client_id: 'holdfast-cli', token: refresh });
    const ran = await mine.run(['whoami']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toMatch(/has ended\. Sign in with `holdfast login`/);
  });

  test('end with the next command once the person ends them in the console, and not those of another program', async () => {
    const who = await person();
    const [mine, other] = [machine({ person: async () => who }), machine({ person: async () => who })];
    for (const one of [mine, other]) expect((await login(one)).exitCode).toBe(0);
    const { client } = await mine.json<{ client: { grantId: string } }>(['whoami']);
    await call(revokeGrant, who, { id: client.grantId });
    expect((await mine.run(['contacts', 'list'])).stderr).toContain('has ended');
    expect((await other.run(['contacts', 'list'])).exitCode).toBe(0);
  });
});

describe('holdfast logout', () => {
  test('ends the sign-in at the installation and forgets it here', async () => {
    const mine = machine();
    await login(mine);
    const { access } = tokensOf(mine);
    expect((await mine.run(['logout'])).exitCode).toBe(0);
    const headers = { authorization: `Bearer ${access}` };
    expect((await server.send({ path: '/api/v1/me', headers })).status).toBe(401);
    expect(readFileSync(fileOf(mine), 'utf8')).not.toContain(access);
    expect(await mine.run(['whoami'])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Nobody has') });
  });

  test('forgets the tokens although the installation cannot be reached, and says so', async () => {
    const mine = machine();
    await login(mine);
    const { refresh } = tokensOf(mine);
    const gone = await freePort();
    writeFileSync(fileOf(mine), readFileSync(fileOf(mine), 'utf8').replaceAll(`:${server.port}`, `:${gone}`));
    const ran = await mine.run(['logout']);
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toMatch(/cannot be reached: ECONNREFUSED.*Connected apps/s);
    expect(readFileSync(fileOf(mine), 'utf8')).not.toContain(refresh);
  });
});

describe('holdfast profiles', () => {
  test('keeps several sign-ins apart, and commands ask by the one that is said', async () => {
    const other = await createTestOrganization('Second');
    const people = [await person(), await createTestMember(other.orgId, 'viewer')];
    const mine = machine({ person: async () => people.shift() as UserPrincipal });
    await login(mine, '--profile', 'first');
    await login(mine, '--profile', 'second');
    const slug = async (...more: string[]) =>
      (await mine.json<{ organization: { slug: string } }>(['whoami', ...more])).organization.slug;
    expect(await slug()).toBe(other.slug);
    expect(await slug('--profile', 'first')).toBe(org.slug);
    expect((await mine.run(['profiles', 'use', 'first'])).exitCode).toBe(0);
    expect(await slug()).toBe(org.slug);
    expect((await mine.run(['profiles', 'use', 'third'])).stderr).toContain('There is no profile third.');
    expect((await mine.run(['logout', '--profile', 'first'])).exitCode).toBe(0);
    expect((await mine.run(['whoami'])).stderr).toContain('`holdfast profiles use <name>` chooses one.');
    expect(await slug('--profile', 'second')).toBe(other.slug);
    expect((await mine.run(['logout', '--profile', 'second'])).exitCode).toBe(0);
    expect((await mine.run(['whoami'])).stderr).toContain('Nobody has signed in.');
  });
});
