import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { exportInventory } from '#lib/privacy/inventory/export-inventory.ts';
import { readInventory } from '#lib/privacy/inventory/read-inventory.ts';
import { dataPlaces, placeOf } from '#lib/privacy/places.ts';
import { declaredColumns } from '#lib/privacy/registry.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { updateRetention } from '#lib/privacy/retention/update-rule.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;

beforeEach(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
});
afterEach(() => rt.close());

const everything = declaredColumns.length + dataPlaces.length;

describe('the inventory of personal data', () => {
  test('tells of every column and every place once, by what it is for, with basis and recipients', async () => {
    const { data } = await call(readInventory, acme.owner);
    const entries = data.flatMap((activity) => activity.entries);
    expect(entries).toHaveLength(everything);
    for (const activity of data) expect(activity.entries.length, activity.title).toBeGreaterThan(0);
    expect(entries).toContainEqual(
      expect.objectContaining({
        where: 'tenant',
        thing: 'Contact',
        column: 'email',
        class: 'personal',
        whose: 'contact',
      }),
    );
  });

  test('says the days that this organisation has set', async () => {
    await call(updateRetention, acme.owner, { rule: 'auditEvents', days: 180 });
    const termOf = async (org: TestOrganization) =>
      (await call(readInventory, org.owner)).data
        .flatMap(({ entries }) => entries)
        .find(({ thing, column }) => thing === 'AuditEvent' && column === 'address')?.keptFor;
    expect(await termOf(acme)).toBe('180 days');
    expect(await termOf(await createTestOrganization('Globex'))).toBe('90 days');
  });

  test('is downloaded as CSV and as Markdown', async () => {
    const csv = await call(exportInventory, acme.owner, {});
    const rows = parse(await text(csv.stream), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(everything);
    expect(rows[0]).toMatchObject({ 'Processing activity': 'Relations with contacts', Column: 'id' });
    const markdown = await call(exportInventory, acme.owner, { format: 'markdown' });
    expect(markdown.fileName).toBe('inventory-acme.md');
    const document = await text(markdown.stream);
    expect(document).toContain('# Record of processing activities: Acme');
    expect(document).toContain('| `email` | personal (contact) | Reaching the contact |');
  });

  test('is read by admins and by keys with retention:read, by nobody else', async () => {
    await refused(call(readInventory, await createTestMember(acme.orgId, 'member')), 'forbidden');
    await refused(call(readInventory, keyPrincipal(acme.orgId, ['contacts:read'])), 'forbidden');
    await call(readInventory, keyPrincipal(acme.orgId, ['retention:read']));
  });
});

const pathsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`));

describe('a data folder that was lived in', () => {
  test('holds nothing that the inventory does not know of', async () => {
    await call(createContact, acme.owner, { firstName: 'Ada' });
    await rt.mailer.send({ to: 'a@example.com', subject: 's', text: 't', html: 'h' });
    await rt.tombstones.lay({ kind: 'contact', orgId: acme.orgId, subject: 'con_1' });
    const bytes = () => new Blob(['x']).stream() as unknown as AsyncIterable<Uint8Array>;
    for (const name of ['files/a', 'exports/a.zip', 'archives/a', 'history/a']) {
      await rt.objects.of(acme.orgId).put(name, bytes());
    }
    await rt.scheduler.runDue();
    const atFirst = pathsBelow(rt.dataDir);
    rt.clock.advance(35 * 86_400);
    await rt.scheduler.runDue();
    const paths = [...new Set([...atFirst, ...pathsBelow(rt.dataDir)])];
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => placeOf('files', path) === undefined)).toEqual([]);
    const objects = paths.filter((path) => path.startsWith('objects/')).map((path) => path.slice('objects/'.length));
    expect(objects.length).toBeGreaterThanOrEqual(4);
    expect(objects.filter((key) => placeOf('objects', key) === undefined)).toEqual([]);
  });

  test('loses archives that no record names after a day, and keeps younger ones', async () => {
    const bytes = () => new Blob(['x']).stream() as unknown as AsyncIterable<Uint8Array>;
    const objects = rt.objects.of(acme.orgId);
    for (const name of ['exports/old.zip', 'archives/old', 'history/old']) await objects.put(name, bytes());
    rt.clock.advance(86_401);
    await objects.put('exports/young.zip', bytes());
    await call(runRetention, acme.owner);
    const left: string[] = [];
    for await (const name of objects.list('')) left.push(name);
    expect(left).toEqual(['exports/young.zip']);
  });

  test('takes no object whose prefix nobody declared', async () => {
    const bytes = new Blob(['x']).stream() as unknown as AsyncIterable<Uint8Array>;
    await refused(rt.objects.of(acme.orgId).put('thumbnails/a', bytes), 'internal');
  });
});
