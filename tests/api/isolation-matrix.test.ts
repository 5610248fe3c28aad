import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inherentPermissions, keyScopes, type Permission } from '#lib/access/permissions.ts';
import type { Principal } from '#lib/access/principal.ts';
import { type Role, rolePermissions, roles } from '#lib/access/roles.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type HoldfastError, isHoldfastError } from '#lib/platform/errors.ts';
import { operations } from '#lib/registry.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  keyPrincipal,
  type TestOrganization,
} from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { operationSamples } from '../support/operation-samples.ts';
import { proveKey } from '../support/prove-key.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

/*
 * Who may do what, derived from the declarations and the table of roles, and tried: each role and each scope on each
 * operation, with input that is good. A new operation is in it as soon as it is declared.
 */

/** Operations that take a person, whatever their permission says. */
const peopleOnly = new Set(['members.leave']);

/** Work in an organisation that only whoever runs the installation may ask for. */
const operatorsOnly = new Set(['archives.takeFile']);

let rt: TestRuntime;
let org: TestOrganization;
beforeAll(async () => {
  // Nothing happens but what is tried: days pass here in minutes.
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' }, serving: false });
  org = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const tenantOperations = operations.filter((op) => op.scope === 'tenant');

/** What came of one call with good input, and how many receipts it left. */
async function tried(
  name: string,
  principal: Principal,
  given?: unknown,
): Promise<{ outcome: string; receipts: number; input: unknown }> {
  const op = tenantOperations.find((candidate) => candidate.name === name) as (typeof tenantOperations)[number];
  const sample = operationSamples[name];
  // What is limited by the hour is tried in an hour of its own.
  rt.clock.advance(3_601);
  const signedInAt = rt.clock.now().toISOString();
  const asker = principal.kind === 'user' ? { ...principal, signedInAt } : principal;
  const input = given ?? (await sample?.input(org));
  const before = await countReceipts();
  const outcome = await call(op, asker, input, { request: { ...sample?.stream?.() } }).then(
    () => 'done',
    (error: unknown) => (isHoldfastError(error) ? outcomeOf(error) : Promise.reject(error)),
  );
  return { outcome, receipts: (await countReceipts()) - before, input };
}

const outcomeOf = (error: HoldfastError) => error.code;

/** Without what the product does by itself meanwhile. */
async function countReceipts(): Promise<number> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    const own = "actor <> 'system' AND action NOT IN ('person.recordsErased', 'person.erased')";
    return (await lease.db.get<{ count: number }>(`SELECT count(*) AS count FROM Receipt WHERE ${own}`))?.count ?? 0;
  } finally {
    lease.release();
  }
}

afterEach(() =>
  rt.tenancy.control.write(async (tx) => {
    // Ending every session of the organisation ends that of its owner too, who makes the records that others are tried on.
    await tx.run('UPDATE Session SET revokedAt = NULL WHERE id = ?', [org.owner.sessionId]);
    // Months go by here: nobody's time to add a second factor is to be over.
    await tx.run('UPDATE Membership SET factorDueAt = NULL WHERE factorDueAt IS NOT NULL');
  }),
);

const rows = tenantOperations.map((op) => [op.name, op] as const);

describe('each role does what the table says, and nothing else', () => {
  it.each(rows)('%s', async (name, op) => {
    for (const role of roles) {
      const principal = await memberAs(role);
      const { outcome, receipts } = await tried(name, principal);
      const allowed = rolePermissions[role].has(op.permission) && !operatorsOnly.has(name);
      expect(outcome, `${role} on ${name}`).toBe(allowed ? 'done' : 'forbidden');
      if (!allowed || !(op.writes || op.countsAnswers)) expect(receipts, `receipts of ${role} on ${name}`).toBe(0);
    }
  });

  const memberAs = (role: Role) => createTestMember(org.orgId, role);
});

describe('each scope of a key does what it names, and nothing else', () => {
  const withScope = new Map<Permission, Principal>();
  beforeAll(async () => {
    for (const scope of keyScopes) {
      const { key } = await call(createApiKey, justSignedIn(org.owner), { name: scope, scopes: [scope] });
      withScope.set(scope, await proveKey(rt, key));
    }
  });

  it.each(rows)('%s', async (name, op) => {
    // Whoever is denied changes nothing: one good input serves them all.
    const input = await operationSamples[name]?.input(org);
    for (const [scope, principal] of withScope) {
      const allowed = (scope === op.permission || inherentPermissions.has(op.permission)) && !peopleOnly.has(name);
      const { outcome, receipts } = await tried(name, principal, allowed ? undefined : input);
      expect(outcome, `${scope} on ${name}`).toBe(allowed ? 'done' : 'forbidden');
      if (!allowed) expect(receipts, `receipts of ${scope} on ${name}`).toBe(0);
    }
  });

  it('no key does what only people may, even with every scope that there is', async () => {
    const principal = keyPrincipal(org.orgId);
    for (const [name, op] of rows) {
      if (op.permission.endsWith(':write') && !keyScopes.includes(op.permission)) {
        expect(await tried(name, principal), name).toMatchObject({ outcome: 'forbidden', receipts: 0 });
      }
    }
  });
});

describe('a write leaves a receipt', () => {
  it.each(rows.filter(([name, op]) => op.writes && !operatorsOnly.has(name)))('%s', async (name) => {
    const owner = await createTestMember(org.orgId, 'owner');
    const { outcome, receipts, input } = await tried(name, owner);
    expect(outcome).toBe('done');
    // A job whose work was never started has nothing to tell; one that is under way tells it in the background.
    if (['imports.run', 'persons.runErasure', 'retention.cut', 'storefronts.settleAddresses'].includes(name)) return;
    if (receipts > 0) return;
    // An archive is made beside its job, which looks again until it is there.
    expect(name).toBe('exports.run');
    await eventually('an archive', async () => (await tried(name, owner, input)).receipts > 0);
  });
});

describe('nobody gets in without a credential', () => {
  const routes = operations.filter((op) => op.http !== undefined && op.scope !== 'public');

  it('401: every route answers the same bytes, whether what it names is there or not', async () => {
    const answers = await Promise.all(
      routes.map(async (op, index) => {
        const target = (op.http ?? '').replace(/\{\w+\}/g, 'con_01J00000000000000000000000');
        const body = /^(?:POST|PATCH|PUT)/.test(target) ? { body: {} } : {};
        return withoutRequestId(await send(target, { address: `192.0.2.${index + 1}`, ...body }));
      }),
    );
    expect(answers.length).toBeGreaterThan(30);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
  });

  it('404: operators’ work has no route, and is not there for anybody else', async () => {
    for (const op of operations) {
      if (op.scope !== 'operator') continue;
      expect(op.http).toBeUndefined();
      await expect(call(op, org.owner, {})).rejects.toMatchObject({ code: 'not_found' });
      await expect(call(op, keyPrincipal(org.orgId), {})).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('401: a person outside any organisation works in none', async () => {
    for (const [name, op] of rows) {
      const outside: Principal = { ...org.owner, membership: null };
      await expect(call(op, outside, {}), name).rejects.toMatchObject({ code: 'unauthorized' });
    }
  });

  it('401: a key has no account of its own', async () => {
    for (const op of operations) {
      if (op.scope !== 'account') continue;
      await expect(call(op, keyPrincipal(org.orgId), {}), op.name).rejects.toMatchObject({ code: 'unauthorized' });
    }
  });
});
