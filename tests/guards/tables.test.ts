import { describe, expect, it } from 'vitest';
import { type LimitRow, limits } from '#lib/access/limits.ts';
import {
  allPermissions,
  inherentPermissions,
  keyScopes,
  permissions,
  personalPermissions,
} from '#lib/access/permissions.ts';
import { builtFeatures, features, planNames, plans, quantities, trialPlan } from '#lib/access/plans.ts';
import { mayGrant, rolePermissions, roles } from '#lib/access/roles.ts';
import { receiptActions as listedActions } from '#lib/ledger/actions.ts';
import { detailPermission } from '#lib/ledger/detail-permission.ts';
import { type ErrorCode, errorTable } from '#lib/platform/errors.ts';
import { idPrefixes } from '#lib/platform/ids.ts';
import { operations } from '#lib/registry.ts';
import { productModules } from './support/modules.ts';

const modules = productModules();

describe('the tables of policy are total', () => {
  it('each role holds what the roles below it hold, and owners hold everything', () => {
    expect(Object.keys(rolePermissions)).toEqual([...roles]);
    expect([...rolePermissions.owner].sort()).toEqual([...allPermissions].sort());
    for (const [index, role] of roles.entries()) {
      const below = roles[index + 1];
      if (below === undefined) continue;
      expect(
        [...rolePermissions[below]].filter((name) => !rolePermissions[role].has(name)),
        role,
      ).toEqual([]);
    }
    for (const role of roles) {
      for (const name of inherentPermissions) expect(rolePermissions[role].has(name), role).toBe(true);
    }
  });

  it('nobody grants above their own rank, and only who may change members grants at all', () => {
    for (const actor of roles) {
      for (const target of roles) {
        const may = rolePermissions[actor].has('members:write') && roles.indexOf(actor) <= roles.indexOf(target);
        expect(mayGrant(actor, target), `${actor} grants ${target}`).toBe(may);
      }
    }
    expect(mayGrant('admin', 'owner')).toBe(false);
    expect(mayGrant('member', 'viewer')).toBe(false);
  });

  it('each permission is for keys, for people alone, or inherent', () => {
    for (const name of allPermissions) {
      const classes = [keyScopes.includes(name), personalPermissions.has(name), inherentPermissions.has(name)];
      expect(classes.filter(Boolean), name).toHaveLength(1);
      expect(permissions[name].length, name).toBeGreaterThan(5);
    }
    expect([...personalPermissions].sort()).toEqual([
      'apiKeys:write',
      'exports:write',
      'factors:write',
      'members:write',
      'oauthClients:write',
      'organization:erase',
      'organization:write',
      'origins:write',
      'persons:write',
      'retention:write',
      'sessions:write',
      'shares:write',
    ]);
  });

  it('pages speak of the features that operations declare, and of no others', () => {
    const declared = operations.flatMap((op) =>
      op.scope === 'tenant' && op.feature !== undefined ? [op.feature] : [],
    );
    expect([...builtFeatures].sort()).toEqual([...new Set(declared)].sort());
  });

  it('each plan says every quantity, names known features, and includes what the plan before it does', () => {
    for (const plan of planNames) {
      expect(Object.keys(plans[plan].quantities).sort()).toEqual(Object.keys(quantities).sort());
      for (const feature of plans[plan].features) expect(feature in features, feature).toBe(true);
    }
    const held = new Set(planNames.flatMap((plan) => [...plans[plan].features]));
    expect(Object.keys(features).filter((feature) => !held.has(feature as keyof typeof features))).toEqual([]);
    expect([...plans.pro.features].every((feature) => plans.enterprise.features.has(feature))).toBe(true);
    expect([...plans.free.features]).toEqual([]);
    expect(planNames).toContain(trialPlan);
  });

  it('each limit has a window, a count, a behaviour when it cannot be counted, and its reason', () => {
    for (const [name, row] of Object.entries<LimitRow>(limits)) {
      expect(row.limit, name).toBeGreaterThan(0);
      expect(row.windowSeconds, name).toBeGreaterThan(0);
      expect(row.reason.length, name).toBeGreaterThan(20);
      // What keeps strangers out stays closed when it cannot count.
      if (row.by.startsWith('address')) expect(row.onFailure, name).toBe('deny');
    }
  });

  it('ids have distinct prefixes that no other begins with', () => {
    const prefixes = Object.keys(idPrefixes);
    for (const one of prefixes) {
      for (const other of prefixes) if (one !== other) expect(`${one}_`.startsWith(`${other}_`)).toBe(false);
      expect(one).toMatch(/^[a-z]{2,4}$/);
    }
  });
});

/** Codes that some module throws, or answers by, in any of the forms that the product uses. */
function thrownCodes(sources: readonly string[]): Set<string> {
  return new Set(
    sources
      .flatMap((source) => [...source.matchAll(/\bfail\(\s*(?:[^)'"]*\?\s*)?'(\w+)'(?:\s*:\s*'(\w+)')?/g)])
      .flatMap((match) => match.slice(1).filter((code) => code !== undefined)),
  );
}

describe('the table of errors', () => {
  const sources = modules.filter(({ path }) => path !== 'lib/platform/errors.ts').map(({ source }) => source);

  it('has a row for every code that is thrown, and no row that nobody throws', () => {
    const thrown = thrownCodes(sources);
    expect([...thrown].filter((code) => !(code in errorTable))).toEqual([]);
    const mentioned = (code: string) => thrown.has(code) || sources.some((source) => source.includes(`'${code}'`));
    expect(Object.keys(errorTable).filter((code) => !mentioned(code))).toEqual([]);
  });

  it('says each error in whole sentences that name nothing internal', () => {
    for (const [code, row] of Object.entries(errorTable)) {
      expect(row.status, code).toBeGreaterThanOrEqual(400);
      expect(row.status, code).toBeLessThan(600);
      expect(row.message, code).toMatch(/^[A-Z].*\.$/);
      expect(row.message, code).not.toMatch(/sqlite|prisma|stack|exception|undefined|null|next\.js/i);
      expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    }
  });

  it('is missed by neither a code without a row nor a row without a use', () => {
    const found = thrownCodes([
      "throw fail('no_such_row')",
      "fail(a ? 'not_found' : 'forbidden')",
      "fail(\n  'conflict', { detail })",
    ]);
    expect(found).toEqual(
      new Set(['no_such_row', 'not_found', 'forbidden', 'conflict'] satisfies (ErrorCode | 'no_such_row')[]),
    );
  });
});

/** Actions of receipts as the modules write them. */
function receiptActions(sources: readonly string[]): Set<string> {
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/action: '([a-zA-Z]+\.[a-zA-Z]+)',\s*(?:subject|id)\b/g)].map((match) => match[1] as string),
    ),
  );
}

describe('the actions of receipts', () => {
  const sources = modules
    .filter(({ path }) => path.startsWith('lib/') && path !== 'lib/ledger/actions.ts')
    .map(({ source }) => source);

  it('are listed in lib/ledger/actions.ts, all that are written and no others', () => {
    const written = receiptActions(sources);
    expect(written.size).toBeGreaterThan(20);
    expect([...written].filter((action) => !(listedActions as readonly string[]).includes(action))).toEqual([]);
    expect(listedActions.filter((action) => !sources.some((source) => source.includes(`'${action}'`)))).toEqual([]);
    expect(new Set(listedActions).size).toBe(listedActions.length);
  });

  it('are <thing>.<past tense>, of things whose readers are known', () => {
    for (const action of listedActions) {
      expect(action).toMatch(
        /^[a-z][A-Za-z]*\.(?:[a-z]+ed|[a-z]+[A-Z][a-z]+ed|factorReset|held|left|made|ran|resent|sent|withdrawn)$/,
      );
      expect(detailPermission(action), `who may read the detail of ${action}`).not.toBe('organization:write');
    }
  });

  it('show the details of unknown things to owners and admins alone', () => {
    for (const action of ['secret.rotated', 'constructor.called', 'nonsense', '']) {
      expect(detailPermission(action)).toBe('organization:write');
    }
  });
});
