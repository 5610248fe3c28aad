import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { eventually } from '../support/eventually.ts';
import { readForm, rowsOf, send, type WritingStorefront, words, writingStorefront } from '../support/messages.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = new URL('./message-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let org: TestOrganization;
let shop: WritingStorefront;
let form: string;
let rt: TestRuntime | undefined;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  rt = await createTestRuntime({ dataDir });
  org = await createTestOrganization('Acme');
  shop = await writingStorefront(org);
  form = readForm(shop.slug);
  await close();
});
afterEach(async () => {
  await close();
  temporary.remove();
});

async function close(): Promise<void> {
  await rt?.close();
  rt = undefined;
}

const start = (website: string, step: number) => startChild(script, [dataDir, shop.slug, form, website, String(step)]);

/** How many there are of each part of a message. */
async function parts(): Promise<Readonly<Record<'contacts' | 'interactions' | 'held' | 'receipts', number>>> {
  const count = async (table: string, where = '1') =>
    (await rowsOf<{ n: number }>(org, `SELECT count(*) AS n FROM ${table} WHERE ${where}`))[0]?.n ?? 0;
  return {
    ...{ contacts: await count('Contact'), interactions: await count('Interaction'), held: await count('HeldMessage') },
    receipts: await count('Receipt', `action IN ('message.received', 'message.held')`),
  };
}

const nothing = { contacts: 0, interactions: 0, held: 0, receipts: 0 };

describe.each([
  ['a message', '', { contacts: 1, interactions: 1, held: 0, receipts: 1 }],
  ['a message that is held', 'x', { contacts: 0, interactions: 0, held: 1, receipts: 1 }],
])('%s', (_what, website, whole) => {
  test('killed in between is whole or not there; sent again it is there once, and told of', async () => {
    const probe = start(website, 0);
    const { seen } = JSON.parse(await probe.line((each) => each.startsWith('{'))) as { seen: string[] };
    expect(await probe.ended).toBe(0);
    const steps = seen.length;
    expect(steps).toBeGreaterThan(5);
    rt = await createTestRuntime({ dataDir });
    expect(await parts()).toEqual(whole);
    // Another form each time: what was kept before is another message.
    for (const step of [Math.floor(steps / 2), steps - 1]) {
      const before = await parts();
      form = readForm(shop.slug);
      await close();
      const child = start(website, step);
      expect(await child.ended, seen[step - 1]).toBe('SIGKILL');
      rt = await createTestRuntime({ dataDir });
      const after = await parts();
      const more = difference(after, before);
      expect([nothing, { ...whole, contacts: 0 }], seen[step - 1]).toContainEqual(more);
      await send(shop.slug, { ...words, form, ...(website === '' ? {} : { website }) });
      expect(difference(await parts(), before)).toEqual({ ...whole, contacts: 0 });
    }
    await eventually('that all is told', async () => {
      rt?.clock.advance(120);
      const [row] = await rowsOf<{ n: number }>(org, 'SELECT messagesUntold AS n FROM Storefront');
      return row?.n === 0;
    });
    expect(rt.mailbox().length).toBeGreaterThan(0);
    expect(await call(verifyOwnLedger, org.owner)).toMatchObject({ ok: true });
  });
});

type Parts = Awaited<ReturnType<typeof parts>>;

function difference(after: Parts, before: Parts): Parts {
  const names = Object.keys(after) as (keyof Parts)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Parts;
}
