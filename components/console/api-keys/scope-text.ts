import type { ScopeOffer } from './key-types.ts';

/** Stands for all scopes that a key can hold, now and later. */
export const everyScope = '*';

/** All scopes of one kind of thing, for a row of the scope table. */
export interface ScopeGroup {
  /** As it stands before the colon, for example `apiKeys`. */
  thing: string;
  title: string;
  read: ScopeOffer | undefined;
  write: ScopeOffer | undefined;
  /** Scopes that are neither `read` nor `write`. */
  others: readonly ScopeOffer[];
}

/** The scopes by the thing they are about, in the order in which they were given. */
export function scopeGroups(scopes: readonly ScopeOffer[]): readonly ScopeGroup[] {
  const things = [...new Set(scopes.map((scope) => thingOf(scope.name)))];
  return things.map((thing) => {
    const own = scopes.filter((scope) => thingOf(scope.name) === thing);
    const read = own.find((scope) => scope.name === `${thing}:read`);
    const write = own.find((scope) => scope.name === `${thing}:write`);
    return { thing, title: thingTitle(thing), read, write, others: own.filter((one) => one !== read && one !== write) };
  });
}

/** One short line for each thing that the scopes are about: "Contacts: read, write". */
export function scopeSummary(scopes: readonly string[]): readonly string[] {
  if (scopes.includes(everyScope)) return ['Everything a key can do'];
  const things = [...new Set(scopes.map(thingOf))];
  return things.map((thing) => {
    const verbs = scopes.filter((scope) => thingOf(scope) === thing).map((scope) => scope.slice(thing.length + 1));
    return `${thingTitle(thing)}: ${verbs.join(', ')}`;
  });
}

function thingOf(scope: string): string {
  return scope.split(':')[0] ?? scope;
}

/** `apiKeys` is shown as "API keys", `contacts` as "Contacts". */
function thingTitle(thing: string): string {
  const words = thing.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words
    .replace(/^api\b/, 'API')
    .replace('organization', 'organisation')
    .replace(/^./, (first) => first.toUpperCase());
}
