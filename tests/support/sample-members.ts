import { replaceRecoveryCodes } from '#lib/identity/factors/recovery-codes.ts';
import { createInvite } from '#lib/identity/members/create-invite.ts';
import { runtime } from '#lib/runtime.ts';
import { call, createTestMember, membershipOf, type TestOrganization } from './call.ts';
import { markerOf, next } from './sample-records.ts';

export const invite = async (org: TestOrganization) => {
  // Sending many invitations in a minute is limited.
  const email = `${next()}@${org.slug}.example`;
  return (await call(createInvite, org.owner, { email, role: 'viewer' }, { request: { door: 'cli' } })).id;
};
export const member = async (org: TestOrganization) => {
  const { userId } = await createTestMember(org.orgId, 'viewer', `${next()}.${markerOf(org)}@example.com`);
  return membershipOf({ userId });
};
/** A session of a member who is in the organisation by their membership `id`. */
export const memberSession = async (org: TestOrganization) => {
  const id = await member(org);
  const row = await runtime().tenancy.control.get<{ id: string }>(
    'SELECT s.id FROM Session s JOIN Membership m ON m.orgId = s.orgId AND m.userId = s.userId WHERE m.id = ?',
    [id],
  );
  return { id, sessionId: row?.id };
};
/** A member with an app that shows codes, and codes to fall back on. */
export const memberWithFactor = async (org: TestOrganization) => {
  const id = await member(org);
  const { clock, tenancy } = runtime();
  const at = clock.now().toISOString();
  const row = await tenancy.control.get<{ userId: string }>('SELECT userId FROM Membership WHERE id = ?', [id]);
  const userId = row?.userId ?? '';
  await tenancy.control.write(async (tx) => {
    await tx.run(
      'INSERT INTO TotpFactor (userId, sealedSecret, keyVersion, confirmedAt, createdAt) VALUES (?, ?, 1, ?, ?)',
      [userId, new Uint8Array(32), at, at],
    );
    await replaceRecoveryCodes(tx, userId, at);
  });
  return id;
};
