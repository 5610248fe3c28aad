import { describe, expect, it } from 'vitest';
import type { MemberItem, MemberRights } from '../../../../components/console/members/member-types.ts';
import {
  leaveRefusal,
  removalRefusal,
  roleChangeRefusal,
  roleOffers,
} from '../../../../components/console/members/role-offers.ts';
import { mayGrant, type Role, roles } from '../../../../lib/access/roles.ts';

function member(role: Role): MemberItem {
  return { id: 'mem_1', userId: 'usr_1', email: 'a@example.com', name: null, role, createdAt: '', you: false };
}

function rightsOf(reader: Role, severalOwners: boolean): MemberRights {
  return {
    grantable: roles.filter((role) => mayGrant(reader, role)),
    severalOwners,
    maySeeSessions: reader === 'owner',
  };
}

describe('what the members page offers', () => {
  it.each(roles.flatMap((reader) => roles.map((role) => [reader, role] as const)))(
    'offers a(n) %s the role %s exactly when the policy grants it',
    (reader, role) => {
      const offer = roleOffers(rightsOf(reader, true)).find((one) => one.role === role);
      expect(offer?.refusal === undefined).toBe(mayGrant(reader, role));
      expect(roleChangeRefusal(member(role), rightsOf(reader, true)) === undefined).toBe(mayGrant(reader, role));
      expect(removalRefusal(member(role), rightsOf(reader, true)) === undefined).toBe(mayGrant(reader, role));
    },
  );

  it('says why the last owner can neither change, nor be removed, nor leave', () => {
    const rights = rightsOf('owner', false);
    for (const refusal of [roleChangeRefusal, removalRefusal, leaveRefusal]) {
      expect(refusal(member('owner'), rights)).toMatch(/last owner/);
      expect(refusal(member('owner'), rightsOf('owner', true))).toBeUndefined();
    }
  });

  it('lets everybody else leave', () => {
    for (const role of ['admin', 'member', 'viewer'] as const) {
      expect(leaveRefusal(member(role), rightsOf(role, false))).toBeUndefined();
    }
  });
});
