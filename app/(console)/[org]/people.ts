import { pageCall } from '#lib/http/page-door.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';

/**
 * What members are called, by the opaque ids that records name. Empty for readers who may not see members; people who
 * have left, and members beyond the first two hundred, stay unnamed.
 */
export async function peopleOf(org: string, scopes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (!scopes.includes('members:read')) return {};
  const { data } = await pageCall(listMembers, { limit: 200 }, { orgSlug: org });
  return Object.fromEntries(data.map(({ userId, name, email }) => [userId, name ?? email]));
}
