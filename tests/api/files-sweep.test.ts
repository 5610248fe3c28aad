import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteFile } from '#lib/files/delete-file.ts';
import { sweepOrphanObjects } from '#lib/files/sweep-orphans.ts';
import { fail } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { organizationPrefix } from '#lib/platform/storage/sealed-objects.ts';
import type { TenantContext } from '#lib/tenancy/context.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { bytesOf, putFile } from '../support/files.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});

afterAll(() => rt.close());

const bodyOf = async function* (text: string) {
  yield Buffer.from(text);
};

/** As a job of the organisation has it. */
function inOrganization<T>(org: TestOrganization, body: (ctx: TenantContext) => Promise<T>): Promise<T> {
  return withTenantContext(
    org.orgId,
    {
      principal: org.owner,
      request: {
        requestId: newId('req'),
        door: 'job',
        address: 'local',
        userAgent: null,
        cookies: new Map(),
        body: null,
      },
      answer: { setCookie: () => undefined, noteLimit: () => undefined, noteReplay: () => undefined },
    },
    body,
  );
}

async function objectsOf(org: TestOrganization): Promise<number> {
  let count = 0;
  for await (const _ of rt.objects.store.list(organizationPrefix(org.orgId))) count += 1;
  return count;
}

describe('the sweep', () => {
  test('removes objects that no file has after an hour, in this organisation alone, and nothing else', async () => {
    const kept = await putFile(acme.owner, 'kept');
    // As a process leaves it that is killed between object and row.
    await rt.objects.of(acme.orgId).put(`files/${newId('fil')}`, bodyOf('left behind'));
    await rt.objects.of(other.orgId).put(`files/${newId('fil')}`, bodyOf('theirs'));
    await rt.objects.of(acme.orgId).put('exports/one', bodyOf('of somebody else'));
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(0);
    rt.clock.advance(59 * 60);
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(0);
    rt.clock.advance(2 * 60);
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(1);
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(0);
    expect((await bytesOf(acme.owner, kept.id)).toString()).toBe('kept');
    expect([await objectsOf(acme), await objectsOf(other)]).toEqual([2, 1]);
  });

  test('takes what a deletion had to leave because the store did not answer', async () => {
    const file = await putFile(acme.owner, 'x');
    const before = await objectsOf(acme);
    const { remove } = rt.objects.store;
    const store = rt.objects.store as { remove: typeof remove };
    store.remove = async () => {
      throw fail('storage_unavailable');
    };
    try {
      expect(await call(deleteFile, acme.owner, { id: file.id })).toBeNull();
    } finally {
      store.remove = remove;
    }
    expect(await objectsOf(acme)).toBe(before);
    rt.clock.advance(61 * 60);
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(1);
    expect(await objectsOf(acme)).toBe(before - 1);
  });

  test('waits while an archive is taken in, whose files may have bytes before they have rows', async () => {
    const at = rt.clock.now().toISOString();
    const set = (state: string) =>
      inOrganization(acme, (ctx) =>
        ctx.write({ action: 'file.uploaded', subject: acme.orgId, detail: {} }, (tx) =>
          tx.run(
            `INSERT INTO ArchiveImport (id, fileName, fileBytes, state, createdBy, createdAt, updatedAt)
             VALUES ('arc_1', 'x.zip', 1, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
            [state, acme.owner.userId, at, at],
          ),
        ),
      );
    await rt.objects.of(acme.orgId).put(`files/${newId('fil')}`, bodyOf('on its way'));
    rt.clock.advance(61 * 60);
    await set('running');
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(0);
    await set('failed');
    expect(await inOrganization(acme, sweepOrphanObjects)).toBe(1);
  });
});
