import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LimitName } from '#lib/access/limits.ts';
import { limits } from '#lib/access/limits.ts';
import { accountOperation, operation, operatorOperation, publicOperation } from '#lib/access/operation.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  operator,
  recordedAnswer,
  refused,
  type TestOrganization,
} from '../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
let enterprise: TestOrganization;
let free: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  enterprise = await createTestOrganization('Enterprise', 'enterprise');
  free = await createTestOrganization('Free', 'free');
});
afterAll(() => rt.close());

let ran = 0;

function probe(declared: { limits?: readonly LimitName[]; feature?: 'webhooks' } = {}) {
  return operation({
    name: 'probe.run',
    title: 'Probe',
    permission: 'apiKeys:write',
    feature: declared.feature,
    limits: declared.limits ?? [],
    input: z.object({ size: z.coerce.number().int().max(10).default(1) }),
    output: z.object({ org: z.string(), size: z.number() }),
    writes: false,
    run: async (ctx, input) => {
      ran += 1;
      return { org: ctx.org.id, size: input.size };
    },
  });
}

describe('the order of checks', () => {
  it('an operation that passes them all runs in the organisation of its caller', async () => {
    const output = await call(probe({ feature: 'webhooks' }), enterprise.owner, { size: '3' });
    expect(output).toEqual({ org: enterprise.orgId, size: 3 });
  });

  it('a parameter cannot choose another organisation', async () => {
    const input = { orgId: free.orgId, org: free.orgId, organizationId: free.orgId };
    expect(await call(probe(), enterprise.owner, input)).toMatchObject({ org: enterprise.orgId });
  });

  it('stops before the operation, at the first check that fails: plan, then permission, then input', async () => {
    const before = ran;
    const viewer = await createTestMember(free.orgId, 'viewer');
    const bad = { size: 99 };
    const byPlan = await refused(call(probe({ feature: 'webhooks' }), viewer, bad), 'plan_required');
    expect(byPlan.extension).toEqual({ feature: 'webhooks' });
    const byPermission = await refused(call(probe(), viewer, bad), 'forbidden');
    expect(byPermission.extension).toEqual({ permission: 'apiKeys:write' });
    const byInput = await refused(call(probe(), free.owner, bad), 'invalid_input');
    expect(byInput.problems).toEqual([{ path: 'size', message: expect.any(String) }]);
    expect(ran).toBe(before);
  });

  it('a key needs a plan with the API and the scope, whatever the operation', async () => {
    await refused(call(probe(), keyPrincipal(free.orgId, ['contacts:read'])), 'plan_required');
    await refused(call(probe(), keyPrincipal(enterprise.orgId, ['contacts:read'])), 'forbidden');
  });

  it('an organisation that is not there, or is blocked, is no place to work in', async () => {
    await refused(call(probe(), keyPrincipal(newId('org'))), 'not_found');
    const blocked = await createTestOrganization('Blocked');
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Organization SET status = 'blocked' WHERE id = ?", [blocked.orgId]),
    );
    await refused(call(probe(), blocked.owner), 'tenant_unavailable');
  });
});

describe('scopes', () => {
  const account = accountOperation({
    name: 'probe.account',
    title: 'Probe',
    limits: [],
    input: z.object({}),
    output: z.string(),
    writes: false,
    run: async (ctx) => ctx.principal.userId,
  });
  const forOperators = operatorOperation({
    name: 'probe.operator',
    title: 'Probe',
    limits: [],
    input: z.object({}),
    output: z.string(),
    writes: false,
    run: async () => 'done',
  });

  it('an account belongs to a person: neither a key nor nobody has one', async () => {
    expect(await call(account, enterprise.owner)).toBe(enterprise.owner.userId);
    await refused(call(account, keyPrincipal(enterprise.orgId)), 'unauthorized');
    await refused(call(account, anonymous), 'unauthorized');
  });

  it("operators' work is not there for anybody else, owners included", async () => {
    expect(await call(forOperators, operator)).toBe('done');
    for (const principal of [enterprise.owner, keyPrincipal(enterprise.orgId), anonymous]) {
      await refused(call(forOperators, principal), 'not_found');
    }
  });

  it('inside an organisation nobody works without being in one', async () => {
    await refused(call(probe(), anonymous), 'unauthorized');
    await refused(call(probe(), { ...enterprise.owner, membership: null }), 'unauthorized');
  });
});

describe('limits', () => {
  it('come before everything else, and say so', async () => {
    const org = await createTestOrganization('Busy');
    const key = keyPrincipal(org.orgId, ['contacts:read']);
    const op = probe({ limits: ['api.general'] });
    for (let used = 0; used < limits['api.general'].limit; used += 1) {
      await refused(call(op, key), 'forbidden');
    }
    const answer = recordedAnswer();
    const error = await refused(call(op, key, { size: 99 }, { answer }), 'rate_limited');
    expect(error.headers).toMatchObject({ 'Retry-After': '60', RateLimit: '"api.general";r=0;t=60' });
    expect(answer.limits).toHaveLength(1);
  });

  it('of one organisation leave another, and its own people at the console, alone', async () => {
    const org = await createTestOrganization('Noisy');
    const op = probe({ limits: ['api.general'] });
    for (let used = 0; used <= limits['api.general'].limit; used += 1) {
      await rt.limiter.take('api.general', org.orgId);
    }
    await refused(call(op, keyPrincipal(org.orgId)), 'rate_limited');
    await refused(call(op, keyPrincipal(enterprise.orgId)), 'forbidden');
    const answer = recordedAnswer();
    await call(op, org.owner, {}, { answer });
    expect(answer.limits.map(({ name }) => name)).toEqual(['console.general']);
  });

  it('keyed by e-mail are counted once the address is known to be one', async () => {
    const op = publicOperation({
      name: 'probe.mail',
      title: 'Probe',
      limits: ['auth.request'],
      input: z.object({ email: z.email().toLowerCase() }),
      output: z.string(),
      writes: false,
      run: async () => 'sent',
    });
    for (let tries = 0; tries < 20; tries += 1) {
      await refused(call(op, anonymous, { email: 'no address' }), 'invalid_input');
    }
    const max = limits['auth.request'].limit;
    for (let sent = 0; sent < max; sent += 1)
      expect(await call(op, anonymous, { email: 'a@example.com' })).toBe('sent');
    await refused(call(op, anonymous, { email: 'A@example.com' }), 'rate_limited');
    expect(await call(op, anonymous, { email: 'b@example.com' })).toBe('sent');
  });

  it('are not spent by the command line and by background work', async () => {
    const org = await createTestOrganization('Background');
    const op = probe({ limits: ['ledger.verify'] });
    const job = { kind: 'job', orgId: org.orgId, actor: 'usr_x' } as const;
    for (let runs = 0; runs < limits['ledger.verify'].limit * 2; runs += 1) {
      await call(op, job, {}, { request: { door: 'job' } });
      await call(op, { kind: 'operator', orgId: org.orgId }, {}, { request: { door: 'cli' } });
    }
  });
});

it('in local mode an answer outside of its own schema is shown as our defect', async () => {
  const op = publicOperation({
    name: 'probe.wrong',
    title: 'Probe',
    limits: [],
    input: z.object({}),
    output: z.object({ count: z.number() }),
    writes: false,
    run: async () => ({ count: 'many' }) as unknown as { count: number },
  });
  const error = await refused(call(op, anonymous), 'internal');
  expect(error.detail).toContain('probe.wrong');
});
