import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { listShares } from '#lib/ledger/share/list-shares.ts';
import { peekShare } from '#lib/ledger/share/peek-share.ts';
import { projectionFile } from '#lib/ledger/share/projection-file.ts';
import { revokeShare } from '#lib/ledger/share/revoke-share.ts';
import { sharedReceiptsMax } from '#lib/ledger/share/schema.ts';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { newId } from '#lib/platform/ids.ts';
import { nextHost } from '../support/api-hosts.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  keyPrincipal,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import { makeLink, open } from '../support/shared-link.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
let other: TestOrganization;
let contactId: string;

/** What must never leave by a link: it stands in details, ids and names. */
const canaries = ['Canary-Lovelace', 'canary@example.com', 'Canary Works', 'Canary-Changed'];

beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
  const contact = { firstName: canaries[0], email: canaries[1], company: canaries[2] };
  const made = await call(createContact, acme.owner, contact);
  contactId = made.id;
  await call(updateContact, acme.owner, { id: contactId, version: made.version, lastName: canaries[3] });
  await call(createContact, other.owner, contact);
});

afterAll(() => rt.close());

describe('what a link shows', () => {
  it('redacts actors, subjects and everything by which they could be guessed, in every byte', async () => {
    const { token, id } = await makeLink(acme);
    const shown = await open(token);
    expect(shown.receipts.map(({ action }) => action)).toEqual(['contact.created', 'contact.updated']);
    expect(Object.keys(shown.receipts[0] ?? {}).sort()).toEqual(
      ['action', 'actor', 'at', 'canonical', 'hash', 'inclusion', 'opening', 'seq', 'subject'].sort(),
    );
    const receipts = await call(listReceipts, acme.owner, { limit: 100 });
    const secrets = receipts.data.flatMap(({ id, actor, subject, commitment }) => [id, actor, subject, commitment]);
    const text = JSON.stringify(shown) + projectionFile(shown);
    for (const secret of [...canaries, ...secrets, id, token, acme.slug, acme.owner.email, 'For the auditors']) {
      expect(text, secret).not.toContain(secret);
    }
    expect(text).not.toMatch(/(?:usr|con|rcp|key|shr|ses)_[0-9A-Z]/);
  });

  it('calls the same actor and subject the same within one link, and otherwise in the next', async () => {
    const [one, two] = [await open((await makeLink(acme)).token), await open((await makeLink(acme)).token)];
    const [created, updated] = one.receipts;
    expect(created?.actor).toMatch(/^actor-[0-9a-f]{16}$/);
    expect(created?.subject).toMatch(/^subject-[0-9a-f]{16}$/);
    expect(updated).toMatchObject({ actor: created?.actor, subject: created?.subject });
    expect(two.receipts[0]?.hash).toBe(created?.hash);
    expect(two.receipts[0]?.actor).not.toBe(created?.actor);
    expect(two.receipts[0]?.subject).not.toBe(created?.subject);
  });

  it('shows whole receipts where ids are revealed, and still no detail', async () => {
    const { token } = await makeLink(acme, { reveal: 'ids', subject: contactId });
    const shown = await open(token);
    for (const { canonical, hash, opening, actor, subject } of shown.receipts) {
      expect(sha256(`\u0000${canonical}`).toString('hex')).toBe(hash);
      expect({ opening, actor, subject }).toEqual({ opening: null, actor: acme.owner.userId, subject: contactId });
    }
    const text = JSON.stringify(shown);
    for (const canary of canaries) expect(text).not.toContain(canary);
    expect(text).not.toContain('"salt"');
  });

  it('stays what it was made as, byte for byte, whatever is written and rotated since', async () => {
    const { token, digest } = await makeLink(acme, { reveal: 'ids' });
    const before = await open(token);
    await call(createContact, acme.owner, { firstName: 'Later' });
    await call(rotateKey, acme.owner);
    const after = await open(token);
    expect(after).toEqual(before);
    expect(sha256(projectionFile(after)).toString('hex')).toBe(digest);
  });

  it('shows one receipt alone, and nothing of other organisations under any filter', async () => {
    const { token } = await makeLink(acme, { seq: 2 });
    expect((await open(token)).receipts.map(({ seq }) => seq)).toEqual([2]);
    const foreign = { actor: other.owner.userId };
    const never = { actor: newId('usr') };
    for (const filter of [foreign, never]) {
      const error = await refused(call(createShare, acme.owner, { label: 'x', ...filter }), 'invalid_input');
      expect(error.problems).toEqual([{ path: 'filter', message: 'No receipt matches.' }]);
    }
  });
});

describe('making a link', () => {
  it('is for owners and admins, never for keys, and lasts a year at most', async () => {
    const member = await createTestMember(acme.orgId, 'member');
    for (const principal of [member, keyPrincipal(acme.orgId)]) {
      await refused(call(createShare, principal, { label: 'x' }), 'forbidden');
    }
    await refused(call(listShares, member), 'forbidden');
    const day = 86_400_000;
    const at = (days: number) => new Date(rt.clock.now().getTime() + days * day).toISOString();
    await refused(call(createShare, acme.owner, { label: 'x', expiresAt: at(366) }), 'invalid_input');
    await refused(call(createShare, acme.owner, { label: 'x', expiresAt: at(0) }), 'invalid_input');
    expect((await makeLink(acme)).expiresAt).toBe(at(30));
    expect((await makeLink(acme, { expiresAt: at(365) })).expiresAt).toBe(at(365));
  });

  it('is refused for more receipts than one page holds', async () => {
    const big = await createTestOrganization('Big');
    for (let n = 0; n <= sharedReceiptsMax; n += 1) await call(createContact, big.owner, { firstName: `P${n}` });
    const error = await refused(call(createShare, big.owner, { label: 'x' }), 'invalid_input');
    expect(error.problems[0]?.path).toBe('filter');
    const { receipts } = await makeLink(big, { seq: 400 });
    expect(receipts).toBe(1);
  });

  it('leaves a receipt with the digest of what it shows, and never the token anywhere', async () => {
    const { token, id, digest } = await makeLink(acme);
    await call(revokeShare, acme.owner, { id });
    await call(revokeShare, acme.owner, { id });
    const { data } = await call(listReceipts, acme.owner, { subject: id });
    expect(data.map(({ action, actor }) => [action, actor])).toEqual([
      ['share.revoked', acme.owner.userId],
      ['share.created', acme.owner.userId],
    ]);
    const lease = await rt.tenancy.acquire(acme.orgId);
    try {
      const details = await lease.db.all<{ detail: string }>('SELECT detail FROM ReceiptDetail');
      expect(details.some(({ detail }) => detail.includes(`"digest":"${digest}"`))).toBe(true);
      expect(JSON.stringify(details)).not.toContain(token);
    } finally {
      lease.release();
    }
    const kept = await rt.tenancy.control.all('SELECT * FROM LedgerShare');
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(await call(listShares, acme.owner))).not.toContain(token);
  });
});

describe('a link that opens nothing', () => {
  it('is answered like one that never was: expired, revoked, used up, of a removed organisation', async () => {
    const expired = await makeLink(acme, { expiresAt: new Date(rt.clock.now().getTime() + 60_000).toISOString() });
    const revoked = await makeLink(acme);
    const spent = await makeLink(acme, { usesMax: 1 });
    await open(expired.token);
    await open(spent.token);
    await call(revokeShare, acme.owner, { id: revoked.id });
    rt.clock.advance(60);
    const answers = [];
    for (const token of [expired.token, revoked.token, spent.token, 'x', 'A'.repeat(43)]) {
      const error = await refused(open(token), 'not_found');
      answers.push({ ...error, message: error.publicMessage, problems: error.problems, detail: error.detail });
      await refused(call(peekShare, anonymous, { token }), 'not_found');
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const reasons = await rt.tenancy.control.all<{ reason: string }>(
      "SELECT reason FROM AuditEvent WHERE action = 'share.open' AND outcome = 'refused'",
    );
    expect(new Set(reasons.map(({ reason }) => reason))).toEqual(
      new Set(['share_expired', 'share_revoked', 'share_used_up', 'share_unknown']),
    );
  });

  it('lets exactly its uses through, however many come at once, and looking at it first costs none', async () => {
    const { token, id } = await makeLink(acme, { usesMax: 5 });
    expect(await call(peekShare, anonymous, { token })).toMatchObject({ receipts: expect.any(Number), usesLeft: 5 });
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => open(token)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    const errors = tries.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason] : []));
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['not_found']));
    const { data } = await call(listShares, acme.owner);
    expect(data.find((share) => share.id === id)).toMatchObject({ uses: 5, usesMax: 5, state: 'used_up' });
    const noted = await rt.tenancy.control.all(
      "SELECT id FROM AuditEvent WHERE action = 'share.open' AND outcome = 'ok' AND detail LIKE ?",
      [`%${id}%`],
    );
    expect(noted).toHaveLength(5);
  });

  it('spends no use on a HEAD, which is no method of the link', async () => {
    const { token, id } = await makeLink(acme, { usesMax: 1 });
    const path = `/api/v1/shares/${token}`;
    const refusal = await nextHost.send({ method: 'HEAD', path });
    expect([refusal.status, refusal.headers.get('allow')]).toEqual([405, 'GET, OPTIONS']);
    const { data } = await call(listShares, acme.owner);
    expect(data.find((share) => share.id === id)).toMatchObject({ uses: 0 });
    expect((await nextHost.send({ path })).status).toBe(200);
  });

  it('can be revoked by nobody of another organisation, nor by a member', async () => {
    const { id, token } = await makeLink(acme);
    await refused(call(revokeShare, other.owner, { id }), 'not_found');
    await refused(call(revokeShare, await createTestMember(acme.orgId, 'member'), { id }), 'forbidden');
    await open(token);
    expect((await call(listShares, other.owner)).data).toEqual([]);
  });
});

describe('a link outlives who made it', () => {
  it('works on when that person has left, and any owner or admin can revoke it', async () => {
    const admin = await createTestMember(acme.orgId, 'admin');
    const { id, token } = await makeLink({ ...acme, owner: admin });
    const membership = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE userId = ?', [
      admin.userId,
    ]);
    await call(removeMember, acme.owner, { id: membership?.id });
    expect((await open(token)).receipts.length).toBeGreaterThan(0);
    await call(revokeShare, acme.owner, { id });
    await refused(open(token), 'not_found');
  });
});

describe('limits', () => {
  it('let one address open one link 120 times an hour, and another link or address besides', async () => {
    const [one, two] = [await makeLink(acme, { seq: 1 }), await makeLink(acme, { seq: 1 })];
    const from = (address: string) => ({ request: { address } });
    for (let n = 0; n < 120; n += 1) await open(one.token, from('192.0.2.77'));
    const error = await refused(open(one.token, from('192.0.2.77')), 'rate_limited');
    expect(error.headers['Retry-After']).toBeDefined();
    await open(two.token, from('192.0.2.77'));
    await open(one.token, from('192.0.2.78'));
    const noted = await rt.tenancy.control.all("SELECT * FROM AuditEvent WHERE action = 'limit.hit'");
    expect(noted.length).toBeGreaterThan(0);
    expect(JSON.stringify(noted)).not.toContain(one.token);
  });
});
