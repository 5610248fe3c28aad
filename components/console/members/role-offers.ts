import type { MemberItem, MemberRights, MemberRole, RoleOffer } from './member-types.ts';

/** From most to least. */
const roleTexts: Readonly<Record<MemberRole, { title: string; description: string }>> = {
  owner: { title: 'Owner', description: 'Everything, and decides who else is an owner.' },
  admin: { title: 'Admin', description: 'Everything but deciding about owners.' },
  member: { title: 'Member', description: 'Works with contacts, deals and activities, and sees who belongs here.' },
  viewer: { title: 'Viewer', description: 'Reads contacts, deals, activities and receipts, and changes nothing.' },
};

const byRank = Object.keys(roleTexts) as readonly MemberRole[];

export function roleTitle(role: MemberRole): string {
  return roleTexts[role].title;
}

/** All roles, each with the reason why the reader cannot give it, if so. */
export function roleOffers({ grantable }: MemberRights): readonly RoleOffer[] {
  return byRank.map((role) => ({
    role,
    ...roleTexts[role],
    refusal: grantable.includes(role) ? undefined : 'Above your own role.',
  }));
}

/** Why the reader cannot give this member another role; undefined when they can. */
export function roleChangeRefusal(member: MemberItem, rights: MemberRights): string | undefined {
  return decisionRefusal(member, rights) ?? ownerRefusal(member, rights);
}

/** Why the reader cannot remove this member; undefined when they can. */
export function removalRefusal(member: MemberItem, rights: MemberRights): string | undefined {
  return decisionRefusal(member, rights) ?? ownerRefusal(member, rights);
}

/** Why the reader cannot leave; undefined when they can. Everybody may leave but the last owner. */
export function leaveRefusal(member: MemberItem, rights: MemberRights): string | undefined {
  return ownerRefusal(member, rights);
}

function decisionRefusal(member: MemberItem, { grantable }: MemberRights): string | undefined {
  if (grantable.length === 0) return 'Your role does not decide about members.';
  if (grantable.includes(member.role)) return undefined;
  return `${withArticle(member.role)} ranks above your own role.`;
}

function ownerRefusal(member: MemberItem, { severalOwners }: MemberRights): string | undefined {
  if (member.role !== 'owner' || severalOwners) return undefined;
  return 'This is the last owner. Make somebody else an owner first.';
}

function withArticle(role: MemberRole): string {
  return /^[aeiou]/.test(role) ? `An ${role}` : `A ${role}`;
}
