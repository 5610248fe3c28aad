import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import { createJobDoor } from '#lib/job-door.ts';
import { createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let globex: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
});
afterAll(() => rt.close());

const seen: unknown[] = [];
const declared = {
  title: 'Work',
  permission: 'contacts:write',
  feature: undefined,
  limits: ['api.general'],
  input: z.object({ id: z.string() }),
  writes: true,
} as const;
const door = createJobDoor([
  operation({
    ...declared,
    name: 'work.run',
    output: z.object({ done: z.boolean() }),
    run: async (ctx, { id }) => {
      seen.push({ org: ctx.org.id, actor: ctx.actor, door: ctx.request.door, id });
      return { done: false };
    },
  }),
  operation({ ...declared, name: 'work.other', output: z.string(), run: async () => 'no progress' }),
]);

describe('background work', () => {
  it("runs inside its job's organisation, in the name of who started it, and tells how far it got", async () => {
    const job = { kind: 'work.run', subject: 'imp_1', actor: 'usr_ann' };
    expect(await door({ ...job, orgId: acme.orgId })).toEqual({ done: false });
    expect(await door({ ...job, orgId: globex.orgId })).toEqual({ done: false });
    expect(seen).toEqual([
      { org: acme.orgId, actor: 'usr_ann', door: 'job', id: 'imp_1' },
      { org: globex.orgId, actor: 'usr_ann', door: 'job', id: 'imp_1' },
    ]);
  });

  it('refuses a kind that is no operation, and an operation that is no job', async () => {
    const job = { orgId: acme.orgId, subject: 'x', actor: 'usr_ann' };
    await refused(door({ ...job, kind: 'work.unknown' }), 'internal');
    const error = await refused(door({ ...job, kind: 'work.other' }), 'internal');
    expect(error.detail).toContain('work.other');
  });
});
