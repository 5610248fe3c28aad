import type { z } from 'zod';
import type { Invite, Member, RoleName } from '#lib/identity/schema.ts';

export type MemberItem = z.output<typeof Member>;
export type InviteItem = z.output<typeof Invite>;
export type MemberRole = z.output<typeof RoleName>;

/** A role as it is offered, with what it may do and whether the reader may give it. */
export interface RoleOffer {
  role: MemberRole;
  title: string;
  description: string;
  /** Why the reader cannot give this role; undefined when they can. */
  refusal: string | undefined;
}

/** What the reader may decide about members. */
export interface MemberRights {
  /** The roles that the reader may give, change and take away; empty for those who may only look. */
  grantable: readonly MemberRole[];
  /** Whether the organisation has more than one owner. */
  severalOwners: boolean;
  /** Whether the reader may see and end the sessions of members. */
  maySeeSessions: boolean;
}
