import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { eraseAccount } from '#lib/identity/account/erase-account.ts';
import { endMemberSessions } from '#lib/identity/members/end-member-sessions.ts';
import { leaveOrganization } from '#lib/identity/members/leave-organization.ts';
import { removeMember } from '#lib/identity/members/remove-member.ts';
import { rotateSessionKey } from '#lib/identity/organizations/rotate-session-key.ts';
import { endMyOtherSessions } from '#lib/identity/sign-in/end-other-sessions.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  type TestOrganization,
} from '../support/call.ts';
import { allow, errorOf, newProof, refresh, requestQuery, signedInProgram, withToken } from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

interface Acting {
  readonly org: TestOrganization;
  readonly who: UserPrincipal;
  /** The membership of `who`. */
  readonly id: string;
}

const ends: Readonly<Record<string, (acting: Acting) => Promise<unknown>>> = {
  'the person signs out everywhere': ({ who }) => call(signOutEverywhere, who),
  'the person ends all other sessions': ({ who }) => call(endMyOtherSessions, who),
  'the person leaves': ({ who }) => call(leaveOrganization, who),
  'the person erases their account': ({ who }) => call(eraseAccount, justSignedIn(who), { email: who.email }),
  'an owner ends the sessions of the member': ({ org, id }) => call(endMemberSessions, org.owner, { id }),
  'an owner removes the member': ({ org, id }) => call(removeMember, org.owner, { id }),
  'an owner ends every session of the organisation': ({ org }) => call(rotateSessionKey, justSignedIn(org.owner)),
};

test.each(Object.entries(ends))('what a member let a program do ends when %s, used or not', async (what, act) => {
  const org = await createTestOrganization(what.replaceAll(' ', '-'));
  const who = await createTestMember(org.orgId, 'member');
  const row = await rt.tenancy.control.get<{ id: string }>('SELECT id FROM Membership WHERE userId = ?', [who.userId]);
  const used = await signedInProgram(server, who);
  // Its code is still on the way to the program.
  await allow(who, requestQuery(newProof()));
  await act({ org, who, id: row?.id ?? '' });
  expect((await withToken(server, used.access_token, '/me')).status).toBe(401);
  expect(errorOf(await refresh(server, used.refresh_token))).toBe('invalid_grant');
  // By its own end, and not only because nobody stands behind it now: who comes back has allowed nothing.
  const left = await rt.tenancy.control.all(
    'SELECT id FROM OAuthGrant WHERE userId = ? AND orgId = ? AND revokedAt IS NULL',
    [who.userId, org.orgId],
  );
  expect(left).toEqual([]);
  const { data } = await call(listReceipts, org.owner, { limit: 50 });
  expect(data.filter(({ action }) => action === 'oauthGrant.revoked')).toHaveLength(2);
});
