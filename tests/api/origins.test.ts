import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { deleteOrigin } from '#lib/origins/delete-origin.ts';
import { listOrigins } from '#lib/origins/list-origins.ts';
import { originsMax } from '#lib/origins/schema.ts';
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
beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const allow = (origin: string, org = acme) => call(createOrigin, org.owner, { origin });
const origins = async (org = acme) => (await call(listOrigins, org.owner)).data.map(({ origin }) => origin);
const receiptsOf = async (subject: string, org = acme) =>
  (await call(listReceipts, org.owner, { subject })).data.map(({ action }) => action);

describe('origins of an organisation', () => {
  it('are kept as browsers send them, newest first, with who allowed them, and leave receipts', async () => {
    const first = await allow('https://App.Acme.example:443');
    const second = await allow('http://localhost:5173');
    expect(first).toEqual({
      id: expect.stringMatching(/^ori_/),
      origin: 'https://app.acme.example',
      createdBy: acme.owner.userId,
      createdAt: rt.clock.now().toISOString(),
    });
    expect(await origins()).toEqual(['http://localhost:5173', 'https://app.acme.example']);
    await call(deleteOrigin, acme.owner, { id: second.id });
    expect(await origins()).toEqual(['https://app.acme.example']);
    expect(await receiptsOf(second.id)).toEqual(['origin.removed', 'origin.allowed']);
    await refused(call(deleteOrigin, acme.owner, { id: second.id }), 'not_found');
    expect(await receiptsOf(second.id)).toHaveLength(2);
  });

  it('409: are allowed once each, in whatever spelling, also by two at a time', async () => {
    const attempts = ['https://twice.example', 'HTTPS://TWICE.example:443', 'https://twice.example'].map((each) =>
      allow(each).then(
        () => 'allowed',
        (error: { code: string }) => error.code,
      ),
    );
    expect((await Promise.all(attempts)).sort()).toEqual(['allowed', 'conflict', 'conflict']);
    // Another organisation's list is its own.
    const other = await createTestOrganization('Other');
    expect((await allow('https://twice.example', other)).origin).toBe('https://twice.example');
  });

  it('409: are fifty at most, races included', async () => {
    const many = await createTestOrganization('Many');
    const attempts = Array.from({ length: originsMax + 10 }, (_, index) => allow(`https://n${index}.example`, many));
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(originsMax);
    for (const outcome of settled) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'quota_reached' });
    }
    expect((await call(listOrigins, many.owner, { limit: 100 })).data).toHaveLength(originsMax);
    const page = await call(listOrigins, many.owner, { limit: 30 });
    const rest = await call(listOrigins, many.owner, { limit: 30, cursor: page.nextCursor });
    expect(new Set([...page.data, ...rest.data].map(({ id }) => id)).size).toBe(originsMax);
    expect(rest.nextCursor).toBeNull();
    await refused(call(listOrigins, acme.owner, { limit: 30, cursor: page.nextCursor }), 'invalid_cursor');
  });

  it('400: are refused with the reason, by the field', async () => {
    const error = await refused(allow('https://*.acme.example'), 'invalid_input');
    expect(error.problems).toEqual([{ path: 'origin', message: expect.stringContaining('patterns are not possible') }]);
  });

  it('403: are decided by owners and admins: by no member, and by no key with whatever scopes', async () => {
    await call(createOrigin, await createTestMember(acme.orgId, 'admin'), { origin: 'https://by-admin.example' });
    for (const principal of [await createTestMember(acme.orgId, 'member'), keyPrincipal(acme.orgId)])
      await refused(call(createOrigin, principal, { origin: 'https://b.example' }), 'forbidden');
    await refused(call(listOrigins, await createTestMember(acme.orgId, 'member')), 'forbidden');
  });

  it('403: need a plan with the API; taking one away needs none', async () => {
    const own = await createTestOrganization('Downgraded');
    const { id } = await allow('https://c.example', own);
    await rt.tenancy.control.write((tx) => tx.run("UPDATE Organization SET plan = 'free' WHERE id = ?", [own.orgId]));
    await refused(allow('https://d.example', own), 'plan_required');
    await call(deleteOrigin, own.owner, { id });
    expect(await origins(own)).toEqual([]);
  });
});
