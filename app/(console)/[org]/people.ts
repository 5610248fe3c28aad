import { pageCall } from '#lib/http/page-door.ts';
import { listMembers } from '#lib/identity/members/list-members.ts';

/**
 * What members are called, by the opaque ids that records name. Empty for readers who may not see members; people who
 * have left, and members beyond the first two hundred, stay unnamed.
 */
export async function peopleOf(org: string, scopes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (!scopes.includes('members:read')) return {};
  const first = await pageCall(listMembers, { limit: 100 }, { orgSlug: org });
  const rest =
    first.nextCursor === null
      ? { data: [] }
      : await pageCall(listMembers, { limit: 100, cursor: first.nextCursor }, { orgSlug: org });
  const people = [...first.data, ...rest.data];
  return Object.fromEntries(people.map(({ userId, name, email }) => [userId, name ?? email]));
}
