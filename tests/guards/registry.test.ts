import { describe, expect, it } from 'vitest';
import { type LimitName, limits } from '#lib/access/limits.ts';
import type { Operation } from '#lib/access/operation.ts';
import { allPermissions, inherentPermissions } from '#lib/access/permissions.ts';
import { features } from '#lib/access/plans.ts';
import { createRouteTable } from '#lib/http/route-table.ts';
import { operations } from '#lib/registry.ts';
import { projectRoot } from '../support/data-folder.ts';
import { knownModules } from './support/import-rules.ts';
import { productModules } from './support/modules.ts';

/** Operations that write under a permission that does not say so, and why. */
const writesWithoutWritePermission: Readonly<Record<string, string>> = {
  'members.leave': 'leaving is everybody’s right; it takes a person, not a role',
};

/** Operations that only read and take a body, and why. */
const readsByPost: Readonly<Record<string, string>> = {
  'imports.dryRun': 'reads the whole file: nothing that a browser may prefetch or repeat',
  'auth.startGoogle': 'sets cookies of this one attempt; nothing of ours changes',
};

/** Routes without a limit, and why. */
const unlimited: Readonly<Record<string, string>> = {
  'auth.signOut': 'whoever wants to be signed out must always get it',
  'auth.startGoogle': 'is counted as auth.address where next-auth is called, with its callback',
};

/** Limits that doors count before any operation runs. */
const countedByDoors: readonly LimitName[] = [
  ...(['api.key', 'api.unauthenticated', 'csp.report', 'console.general'] as const),
  // By the form itself, once nobody vouches for its sender.
  'subjectRequests.unchecked',
  // By what proves a code, once it is known whose.
  ...(['factors.try', 'factors.hours', 'factors.strangers'] as const),
  // By what records, once it is known that something would be.
  'consents.storefront',
  // By the contact form, once nobody vouches for its sender, and once something would be kept; and by what mails about it.
  ...(['messages.unchecked', 'messages.held', 'messages.storefront'] as const),
  ...(['messages.mail', 'messages.mailNamed'] as const),
];

/** What is wrong with one declaration by itself. */
function declarationProblems(op: Operation): string[] {
  const problems: string[] = [];
  const check = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`${op.name} ${problem}`);
  };
  const [method, path = ''] = (op.http ?? '').split(' ');
  check(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(op.name), 'is not named <things>.<verb>');
  check(op.title.length > 0 && !op.title.endsWith('.'), 'has no title, or one with a full stop');
  check(
    op.limits.every((name) => name in limits),
    'names a limit that there is not',
  );
  if (op.scope === 'tenant') {
    check(allPermissions.includes(op.permission), 'names a permission that there is not');
    check(op.feature === undefined || op.feature in features, 'names a feature that there is not');
    check(
      !op.writes || /:(?:write|erase)$/.test(op.permission) || op.name in writesWithoutWritePermission,
      `writes under ${op.permission}`,
    );
  }
  if (op.http !== undefined) {
    check(op.scope !== 'operator', 'is for operators and has a route');
    check(op.limits.length > 0 || op.name in unlimited, 'has a route and no limit');
    check(
      method === 'GET' ? !op.writes : op.writes || (method === 'POST' && op.name in readsByPost),
      `is a ${method} and ${op.writes ? 'writes' : 'only reads'}`,
    );
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      const inPath = op.input.safeParse({ [name]: 'x' });
      const known = inPath.success || !inPath.error.issues.some((issue) => issue.code === 'unrecognized_keys');
      check(known, `takes ${name} from its path but not in its input`);
    }
  }
  check(op.location === undefined || op.status === 201, 'has a location and does not answer 201');
  check(!op.input.safeParse({ surprise: 'x' }).success, 'takes fields that it does not know');
  return problems;
}

const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

describe('the registry of operations', () => {
  it('names each operation and each route once', () => {
    expect(repeated(operations.map((op) => op.name))).toEqual([]);
    expect(repeated(operations.flatMap((op) => op.http ?? []))).toEqual([]);
    expect(createRouteTable(operations).routes.length).toBe(operations.filter((op) => op.http !== undefined).length);
  });

  it('holds no declaration that is wrong by itself', () => {
    expect(operations.flatMap(declarationProblems)).toEqual([]);
  });

  it('lists every operation that any module declares', async () => {
    const declared: Operation[] = [];
    for (const path of knownModules(productModules()).operations) {
      if (path === 'lib/access/operation.ts') continue;
      const exported = Object.values((await import(`${projectRoot}/${path}`)) as Record<string, unknown>);
      declared.push(...exported.filter(isOperation));
    }
    expect(declared.length).toBeGreaterThan(40);
    expect(declared.filter((op) => !operations.includes(op)).map((op) => op.name)).toEqual([]);
    expect(operations.length).toBe(new Set(declared).size);
  });

  it('uses every permission, and every limit', () => {
    const held = new Set(operations.flatMap((op) => (op.scope === 'tenant' ? op.permission : [])));
    expect(allPermissions.filter((name) => !held.has(name))).toEqual([]);
    const counted = new Set<string>([...countedByDoors, ...operations.flatMap((op) => op.limits)]);
    expect(Object.keys(limits).filter((name) => !counted.has(name))).toEqual([]);
  });

  it('needs every exception that is made', () => {
    for (const name of Object.keys(writesWithoutWritePermission)) {
      const op = operations.find((candidate) => candidate.name === name);
      expect(op?.scope === 'tenant' && op.writes && !op.permission.endsWith(':write'), name).toBe(true);
    }
  });

  it('needs every other exception too', () => {
    const named = (name: string) => operations.find((op) => op.name === name);
    for (const name of Object.keys(readsByPost))
      expect(named(name)).toMatchObject({ writes: false, http: expect.stringMatching(/^POST /) });
    for (const name of Object.keys(unlimited)) expect(named(name)?.limits).toEqual([]);
  });

  it('has no inherent permission that changes the organisation', () => {
    const ops = operations.filter((op) => op.scope === 'tenant' && inherentPermissions.has(op.permission) && op.writes);
    expect(ops.map((op) => op.name)).toEqual(Object.keys(writesWithoutWritePermission));
  });
});

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'scope' in value && 'run' in value && 'name' in value;
}

describe('a wrong declaration is found', () => {
  const good = operations.find((op) => op.name === 'apiKeys.read') as Operation;
  const wrong = (changes: Record<string, unknown>) => declarationProblems({ ...good, ...changes } as Operation);

  it('while a right one is fine', () => {
    expect(wrong({})).toEqual([]);
  });

  it.each([
    ['a name of one word', { name: 'read' }],
    ['no limit', { limits: [] }],
    ['an unknown limit', { limits: ['api.none'] }],
    ['an unknown permission', { permission: 'keys:read' }],
    ['a GET that writes', { writes: true, permission: 'apiKeys:write' }],
    ['a DELETE that does not write', { http: 'DELETE /api-keys/{id}' }],
    ['a write under a permission to read', { http: 'POST /api-keys/{id}', writes: true }],
    ['a path parameter that is no input', { http: 'GET /api-keys/{keyId}' }],
    ['an open input', { input: good.input.or(operations[0]?.input.or(good.output) ?? good.input).catch({ id: '' }) }],
    ['a location without a creation', { location: () => '/' }],
    ['an unknown feature', { feature: 'everything' }],
  ])('%s', (_what, changes) => {
    expect(wrong(changes)).toHaveLength(1);
  });
});
