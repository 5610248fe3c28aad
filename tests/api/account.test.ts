import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileAnswer } from '#lib/access/operation.ts';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { eraseAccount } from '#lib/identity/account/erase-account.ts';
import { exportAccount } from '#lib/identity/account/export-account.ts';
import { eraseAccountAgain, finishErasures } from '#lib/identity/account/finish-erasures.ts';
import { readAccount } from '#lib/identity/account/read-account.ts';
import { renameAccount } from '#lib/identity/account/rename-account.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';
import { readOrganization } from '#lib/identity/organizations/read-organization.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { anonymous, call, createTestMember, createTestOrganization, keyPrincipal, refused } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let organizations = 0;

beforeAll(async () => {
  rt = await createTestRuntime();
});

afterAll(() => rt.close());

const newOrganization = () => {
  organizations += 1;
  return createTestOrganization(`Acme ${organizations}`);
};
const erase = (person: UserPrincipal) => call(eraseAccount, person, { email: person.email });
const userRow = (person: UserPrincipal) => rt.tenancy.control.get('SELECT id FROM User WHERE id = ?', [person.userId]);

async function textOf(answer: FileAnswer): Promise<string> {
  return new Response(answer.stream).text();
}

/** Every row of every table of the control database, as text. */
async function controlText(): Promise<string> {
  const tables = await rt.tenancy.control.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const rows = await Promise.all(tables.map(({ name }) => rt.tenancy.control.all(`SELECT * FROM "${name}"`)));
  return JSON.stringify(rows);
}

describe('the own account', () => {
  test('is read with its organisations, and says where nobody else is an owner', async () => {
    const org = await newOrganization();
    expect(await call(readAccount, org.owner)).toMatchObject({
      email: org.owner.email,
      organizations: [{ slug: org.slug, role: 'owner', onlyOwner: true }],
      sessions: 1,
    });
    await createTestMember(org.orgId, 'owner');
    expect((await call(readAccount, org.owner)).organizations[0]?.onlyOwner).toBe(false);
  });

  test('gets another name, which members see', async () => {
    const org = await newOrganization();
    expect(await call(renameAccount, org.owner, { name: '  Ada Lovelace ' })).toEqual({ name: 'Ada Lovelace' });
    expect((await call(listMembers, org.owner)).data[0]?.name).toBe('Ada Lovelace');
    await refused(call(renameAccount, org.owner, { name: '' }), 'invalid_input');
    await refused(call(renameAccount, keyPrincipal(org.orgId), { name: 'Key' }), 'unauthorized');
  });
});

describe('the export of an account', () => {
  test('holds what the person is and did, in every organisation, and nobody else', async () => {
    const [first, second] = [await newOrganization(), await newOrganization()];
    const person = first.owner;
    await rt.tenancy.control.write((tx) =>
      tx.run('INSERT INTO Membership (id, orgId, userId, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)', [
        `mem_${second.orgId.slice(4)}`,
        second.orgId,
        person.userId,
        'viewer',
        rt.clock.now().toISOString(),
        rt.clock.now().toISOString(),
      ]),
    );
    await call(createInvite, person, { email: 'invited@example.com', role: 'viewer' });
    await call(requestSignIn, anonymous, { email: person.email });
    const file = JSON.parse(await textOf(await call(exportAccount, person))) as Record<string, unknown[]>;
    expect(file.account).toMatchObject({ id: person.userId, email: person.email });
    expect(file.memberships).toHaveLength(2);
    expect(file.sessions).toHaveLength(1);
    expect(file.signInMails).toHaveLength(1);
    expect(file.receipts).toEqual([expect.objectContaining({ organization: first.orgId, action: 'invite.created' })]);
    expect(file.auditEvents).toContainEqual(expect.objectContaining({ action: 'account.export' }));
    const text = JSON.stringify(file);
    expect(text).not.toContain(second.owner.email);
    expect(text).not.toContain('invited@example.com');
  });

  test('pages through any number of rows without losing one', async () => {
    const { owner } = await newOrganization();
    await rt.tenancy.control.write(async (tx) => {
      for (let n = 0; n < 1_203; n += 1) {
        await tx.run(
          "INSERT INTO AuditEvent (id, at, actor, action, outcome) VALUES (?, ?, ?, 'limit.hit', 'refused')",
          [`aud_${String(n).padStart(26, '0')}`, rt.clock.now().toISOString(), owner.userId],
        );
      }
    });
    const file = JSON.parse(await textOf(await call(exportAccount, owner))) as { auditEvents: { id: string }[] };
    expect(new Set(file.auditEvents.map(({ id }) => id)).size).toBe(1_204);
  });
});

describe('what gives everything away or cannot be undone', () => {
  test.each([
    ['export', (person: UserPrincipal) => call(exportAccount, person)],
    ['erasure', erase],
  ])('%s needs a sign-in of the last ten minutes', async (_name, act) => {
    const org = await newOrganization();
    await createTestMember(org.orgId, 'owner');
    const at = rt.clock.now().getTime();
    const signedIn = (secondsAgo: number) => ({
      ...org.owner,
      signedInAt: new Date(at - secondsAgo * 1_000).toISOString(),
    });
    await refused(act(signedIn(601)), 'fresh_sign_in_required');
    await refused(act({ ...org.owner, signedInAt: 'not a time' }), 'fresh_sign_in_required');
    await refused(act(signedIn(-61)), 'fresh_sign_in_required');
    expect(await userRow(org.owner)).toBeDefined();
    await act(signedIn(600));
  });

  test('a session says when its person signed in, also after it moved', async () => {
    const org = await newOrganization();
    expect(await authenticateSession(rt, undefined, undefined)).toBeNull();
    expect(org.owner.signedInAt).toBe(rt.clock.now().toISOString());
  });
});

describe('erasing an account', () => {
  let org: Awaited<ReturnType<typeof newOrganization>>;
  let person: UserPrincipal;

  beforeEach(async () => {
    org = await newOrganization();
    person = await createTestMember(org.orgId, 'admin', `canary.${organizations}@example.com`);
  });

  test('is refused to the only owner, who is told where and what to do', async () => {
    const error = await refused(erase(org.owner), 'last_owner');
    expect(error.publicMessage).toContain(`Acme ${organizations}`);
    expect(await userRow(org.owner)).toBeDefined();
    await createTestMember(org.orgId, 'owner');
    expect(await erase(org.owner)).toEqual({ status: 'erased', organizations: 1 });
  });

  test('wants the address typed, and refuses another one', async () => {
    await refused(call(eraseAccount, person, { email: org.owner.email }), 'invalid_input');
    await refused(call(eraseAccount, person, {}), 'invalid_input');
    expect(await userRow(person)).toBeDefined();
  });

  test('leaves one of two owners who erase themselves at once', async () => {
    const other = await createTestMember(org.orgId, 'owner');
    const outcomes = await Promise.allSettled([erase(org.owner), erase(other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await rt.tenancy.control.all("SELECT id FROM Membership WHERE orgId = ? AND role = 'owner'", [
      org.orgId,
    ]);
    expect(left).toHaveLength(1);
  });

  test('leaves no trace of the person: not in the databases, not in the ledger, not in the mailbox', async () => {
    const email = `trace.${organizations}@example.com`;
    await call(createInvite, org.owner, { email, role: 'admin' });
    const traced = await createTestMember(org.orgId, 'admin', email);
    await call(createInvite, traced, { email: 'somebody@example.com', role: 'viewer' });
    await call(requestSignIn, anonymous, { email });
    const details = async () => {
      const lease = await rt.tenancy.acquire(org.orgId);
      const rows = await lease.db.all('SELECT detail, erasedAt FROM ReceiptDetail');
      lease.release();
      return JSON.stringify(rows);
    };
    for (const text of [await controlText(), await details(), JSON.stringify(rt.mailbox())])
      expect(text).toContain(email);
    await erase(traced);

    for (const text of [await controlText(), await details(), JSON.stringify(rt.mailbox())]) {
      expect(text).not.toContain(email);
    }
    expect(await details()).toContain('somebody@example.com');
    const { data } = await call(listReceipts, org.owner, {});
    expect(data[0]).toMatchObject({ action: 'member.left', actor: traced.userId });
    expect((await call(verifyOwnLedger, org.owner)).ok).toBe(true);
    for (const entry of readdirSync(rt.dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(email), entry.name).toBe(false);
    }
  });

  test.each(['tombstone', 'ledger', 'control'])(
    'is finished at the next start when it stopped at the %s',
    async (stop) => {
      const broken = new Error('stopped here');
      const { lay } = rt.tombstones;
      const { acquire, control } = rt.tenancy;
      const write = control.write.bind(control);
      let writes = 0;
      if (stop === 'tombstone') Object.assign(rt.tombstones, { lay: () => Promise.reject(broken) });
      if (stop === 'ledger') Object.assign(rt.tenancy, { acquire: () => Promise.reject(broken) });
      if (stop === 'control') {
        Object.assign(control, {
          write: (body: never) => {
            writes += 1;
            // The first begins the erasure, the second lays the stone, the third forgets the account.
            return writes === 3 ? Promise.reject(broken) : write(body);
          },
        });
      }
      await expect(erase(person)).rejects.toThrow('stopped here');
      Object.assign(rt.tombstones, { lay });
      Object.assign(rt.tenancy, { acquire });
      if (stop === 'control') Reflect.deleteProperty(control, 'write');
      expect(await userRow(person)).toBeDefined();
      await refused(call(renameAccount, person, { name: 'Half alive' }), 'unauthorized');
      expect((await call(listMembers, org.owner)).data.map(({ userId }) => userId)).toEqual([org.owner.userId]);

      expect(await finishErasures(rt)).toBe(1);
      expect(await userRow(person)).toBeUndefined();
      expect(await controlText()).not.toContain(person.email);
      const stones = await rt.tombstones.recall();
      expect(stones.filter(({ subject }) => subject === person.userId)).toHaveLength(1);
      const { data } = await call(listReceipts, org.owner, {});
      expect(data.filter(({ action }) => action === 'member.left')).toHaveLength(1);
    },
  );

  test('ends every session, and the address is free for somebody new', async () => {
    await erase(person);
    await refused(call(readAccount, person), 'unauthorized');
    await refused(call(renameAccount, person, { name: 'Back again' }), 'unauthorized');
    const sessions = await rt.tenancy.control.all('SELECT id FROM Session WHERE userId = ?', [person.userId]);
    expect(sessions).toEqual([]);
    const again = await createTestMember(org.orgId, 'viewer', person.email);
    expect((await call(readOrganization, again)).id).toBe(org.orgId);
  });

  test('keeps what the person did, under an opaque id', async () => {
    await call(createInvite, person, { email: 'kept@example.com', role: 'viewer' });
    await erase(person);
    const { data } = await call(listReceipts, org.owner, {});
    expect(data.map(({ action, actor }) => [action, actor])).toEqual([
      ['member.left', person.userId],
      ['invite.created', person.userId],
    ]);
    const events = await rt.tenancy.control.all<{ address: string | null }>(
      'SELECT address FROM AuditEvent WHERE actor = ?',
      [person.userId],
    );
    expect(events.length).toBeGreaterThan(0);
    expect(events.every(({ address }) => address === null)).toBe(true);
  });

  test('erases what a restore brings back, also its only owner', async () => {
    expect(await eraseAccountAgain(rt, org.owner.userId)).toBe(true);
    expect(await userRow(org.owner)).toBeUndefined();
    expect(await eraseAccountAgain(rt, org.owner.userId)).toBe(false);
  });
});
