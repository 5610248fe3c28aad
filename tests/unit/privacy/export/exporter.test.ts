import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#lib/access/operation.ts';
import { createExporter, type Exporter } from '#lib/privacy/export/exporter.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { eventually } from '../../../support/eventually.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let rt: TestRuntime;
let org: TestOrganization;
const called: string[] = [];
const options = { csv: true, byteOrderMark: false, files: true };

beforeAll(async () => {
  rt = await createTestRuntime();
  org = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

/** One that waits for nothing, so that every archive is made beside its calls. */
const impatient = (parallel = 2): Exporter =>
  createExporter({
    tenancy: rt.tenancy,
    jobs: { enqueue: async (job) => void called.push(job.subject) },
    log: rt.log,
    parallel,
    waitMs: 0,
  });

/** Asks inside a call of its own, as a piece of the job does. */
const make = (exporter: Exporter, id: string): Promise<boolean> =>
  call(
    operation({
      name: 'tests.make',
      title: 'Make an archive',
      permission: 'exports:write',
      feature: undefined,
      limits: [],
      input: z.strictObject({}),
      output: z.boolean(),
      writes: true,
      run: async (ctx) => (await exporter.make(ctx, { id, object: `exports/${id}.zip`, options })) !== null,
    }),
    org.owner,
  );

const stored = async (id: string) => (await rt.objects.of(org.orgId).get(`exports/${id}.zip`)) !== null;

it('calls the job when the archive is there, which then gets it, once', async () => {
  const exporter = impatient();
  expect(await make(exporter, 'exp_a')).toBe(false);
  expect(exporter.progress('exp_a')).not.toBeNull();
  await eventually('called', () => called.includes('exp_a'));
  expect(await make(exporter, 'exp_a')).toBe(true);
  expect(exporter.progress('exp_a')).toBeNull();
  expect(await stored('exp_a')).toBe(true);
});

it('makes no more at once than it may, and calls who waits when there is room', async () => {
  const exporter = impatient(1);
  await make(exporter, 'exp_b');
  expect(await make(exporter, 'exp_c')).toBe(false);
  expect(exporter.progress('exp_c')).toBeNull();
  await eventually('called', () => called.includes('exp_b') && called.includes('exp_c'));
  await exporter.stop();
});

it('of what is given up nothing is stored, and no database stays open', async () => {
  const exporter = impatient();
  await make(exporter, 'exp_d');
  await exporter.abort(org.orgId);
  expect(exporter.progress('exp_d')).toBeNull();
  expect(await stored('exp_d')).toBe(false);
  await make(exporter, 'exp_e');
  await exporter.cancel('exp_e');
  expect(await stored('exp_e')).toBe(false);
  expect(rt.tenancy.stats().leased).toBe(0);
});

it('makes nothing any more once it was stopped', async () => {
  const exporter = impatient();
  await make(exporter, 'exp_f');
  await exporter.stop();
  expect(await stored('exp_f')).toBe(false);
  await refused(make(exporter, 'exp_f'), 'shutting_down');
});
