import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyScopes } from '#lib/access/permissions.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const create = (org = acme, input: Record<string, unknown> = {}) =>
  call(createApiKey, justSignedIn(org.owner), { name: 'Sync', scopes: ['*'], ...input });
const setStatus = (orgId: string, status: string) =>
  rt.tenancy.control.write((tx) => tx.run('UPDATE Organization SET status = ? WHERE id = ?', [status, orgId]));
let network = 0;
/** An address that nobody else is refused from. */
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};

describe('a key in Authorization', () => {
  it('200: opens its own organisation, and GET /me says which, with the key and its scopes', async () => {
    const made = await create(acme, { scopes: ['contacts:read', 'deals:read'], name: 'Reports' });
    const answer = await send('GET /me', { key: made.key });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      organization: { id: acme.orgId, slug: 'acme', name: 'Acme', plan: 'enterprise' },
      key: { id: made.id, name: 'Reports', mode: 'live', prefix: made.prefix, expiresAt: null },
      client: null,
      user: null,
      scopes: ['contacts:read', 'deals:read'],
    });
  });

  it('200: with ["*"] it may do all that a key can, and nothing that only people may', async () => {
    const { key } = await create();
    const answer = await send('GET /me', { key });
    expect(answer.json.scopes).toEqual(keyScopes);
    expect((await send('POST /api-keys', { key, body: { name: 'More', scopes: ['*'] } })).status).toBe(403);
  });

  it('200: also typed in lower case and with O, I and L', async () => {
    const { key } = await create();
    const typed = key.toLowerCase().replace('ck_live_', '').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await send('GET /me', { key: `CK_LIVE_${typed}` })).status).toBe(200);
  });

  it('403: makes no further keys, whatever its scopes', async () => {
    const { key } = await create();
    const answer = await send('POST /api-keys', { key, body: { name: 'x', scopes: ['*'] } });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: 'forbidden', permission: 'apiKeys:write' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('403: on a plan that lost API access it works no more, and says why', async () => {
    const own = await createTestOrganization('Downgraded');
    const { key } = await create(own);
    await rt.tenancy.control.write((tx) => tx.run("UPDATE Organization SET plan = 'free' WHERE id = ?", [own.orgId]));
    const answer = await send('GET /me', { key });
    expect(answer.json).toMatchObject({ status: 403, code: 'plan_required', feature: 'api_access' });
  });
});

describe('a key that is refused', () => {
  it('401: looks the same whatever the reason, which the audit log alone has', async () => {
    const expiring = await create(acme, { expiresAt: new Date(rt.clock.now().getTime() + 60_000).toISOString() });
    const revoked = await create();
    await call(revokeApiKey, acme.owner, { id: revoked.id });
    const good = await create();
    const blockedOrg = await createTestOrganization('Blocked');
    const blocked = await create(blockedOrg);
    await setStatus(blockedOrg.orgId, 'blocked');
    expect((await send('GET /me', { key: expiring.key, address: fresh() })).status).toBe(200);
    rt.clock.advance(60);

    const wrong = `${good.key.slice(0, 33)}${good.key.endsWith('0') ? '1' : '0'}`;
    const attempts: [reason: string, key: string][] = [
      ['key_malformed', 'ck_live_tooshort'],
      ['key_malformed', ''],
      ['key_unknown', 'ck_live_00000000000000000000000000'],
      ['key_wrong', wrong],
      ['key_wrong', good.key.replace('ck_live_', 'ck_test_')],
      ['key_revoked', revoked.key],
      ['key_expired', expiring.key],
      ['organization_inactive', blocked.key],
    ];
    const answers = [];
    for (const [reason, key] of attempts) {
      const address = fresh();
      const answer = await send('GET /me', { key, address });
      answers.push(withoutRequestId(answer));
      const events = await rt.tenancy.control.all<{ reason: string }>(
        "SELECT reason, requestId FROM AuditEvent WHERE outcome = 'refused' AND address = ?",
        [address],
      );
      expect(events).toEqual([{ reason, requestId: answer.headers.get('x-request-id') }]);
      expect(answer.text).not.toContain(reason);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
    expect(JSON.parse(answers[0]?.text ?? '')).toMatchObject({ code: 'unauthorized', title: 'Unauthorized' });
  });

  it('401: works no more from the very next request after it was revoked, also in the middle of a stream of them', async () => {
    const { key, id } = await create();
    const address = fresh();
    expect((await send('GET /me', { key, address })).status).toBe(200);
    const before = Array.from({ length: 10 }, () => send('GET /me', { key, address }));
    await call(revokeApiKey, acme.owner, { id });
    await Promise.all(before);
    expect((await send('GET /me', { key, address })).status).toBe(401);
  });

  it('401: works no more while its organisation is blocked or being erased, and again afterwards', async () => {
    const own = await createTestOrganization('Sleeping');
    const { key } = await create(own);
    for (const status of ['blocked', 'erasing']) {
      await setStatus(own.orgId, status);
      expect((await send('GET /me', { key, address: fresh() })).status).toBe(401);
    }
    await setStatus(own.orgId, 'active');
    expect((await send('GET /me', { key, address: fresh() })).status).toBe(200);
  });

  it('400: in the address of a request it is refused, and not repeated in the answer', async () => {
    const { key } = await create();
    const answer = await send(`GET /me?key=${key}`, { key, address: fresh() });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(key.slice(8));
  });

  it('is never taken for a key that it is not, whatever the row behind it says', async () => {
    const { key, id } = await create();
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE ApiKey SET scopes = ? WHERE id = ?', [JSON.stringify(['apiKeys:write', 'deals:read']), id]),
    );
    expect((await send('GET /me', { key, address: fresh() })).json.scopes).toEqual(['deals:read']);
  });
});
