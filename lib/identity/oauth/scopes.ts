import { keyScopes, type Permission } from '../../access/permissions.ts';
import { type Role, rolePermissions } from '../../access/roles.ts';

/** What a client may ever hold: what API keys may. People decide about people, keys and clients themselves. */
export const clientScopes = keyScopes;

const known: ReadonlySet<string> = new Set(clientScopes);

/**
 * The scopes of a request (RFC 6749, section 3.3), each once; null when one of them is none of ours.
 * @param text undefined for all of `all`.
 */
export function requestedScopes(text: string | undefined, all: readonly Permission[]): readonly Permission[] | null {
  if (text === undefined) return all;
  const names = text.split(' ').filter((name) => name !== '');
  if (names.length === 0 || !names.every((name) => known.has(name))) return null;
  return clientScopes.filter((scope) => names.includes(scope));
}

/** A list from a row; whatever the row says, nothing is in it that clients may not hold. */
export function storedScopes(json: string): readonly Permission[] {
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) return [];
  return list.includes('*') ? clientScopes : clientScopes.filter((scope) => list.includes(scope));
}

/**
 * Those that the page named to the person, of what is asked for: who is promoted while the page is open has not allowed what
 * it withheld.
 */
export function namedOf(asked: readonly Permission[], named: string): readonly Permission[] {
  const names = new Set(named.split(' '));
  return asked.filter((scope) => names.has(scope));
}

/** What both lists hold. */
export function bothHold(a: readonly Permission[], b: readonly Permission[]): readonly Permission[] {
  return a.filter((scope) => b.includes(scope));
}

/** Those of them that somebody in this role holds too. */
export function heldBy(role: Role, scopes: readonly Permission[]): readonly Permission[] {
  return scopes.filter((scope) => rolePermissions[role].has(scope));
}
