import type { ConsentService } from '../categories.ts';
import { nameMatches } from '../client/cleanup.ts';
import { servicesOf } from '../client/hosts.ts';
import { servicePresets } from '../presets.ts';

/** Whom a host, a cookie or an entry belongs to. */
export interface Owner {
  readonly name: string;
  /** From the table of the storefront, from the presets alone, or known to nobody. */
  readonly by: 'table' | 'preset' | 'nobody';
  readonly services: readonly ConsentService[];
}

/** Hosts of others that a visitor’s own wish cannot do without: they keep robots from forms. */
const necessaryHosts: ReadonlySet<string> = new Set(['challenges.cloudflare.com']);

export function isNecessaryHost(host: string): boolean {
  return necessaryHosts.has(host);
}

export function ownerOfHost(table: readonly ConsentService[], host: string): Owner {
  const listed = servicesOf(table, host);
  if (listed.length > 0) return owner('table', listed);
  const known = servicesOf(servicePresets, host);
  return known.length > 0 ? owner('preset', known) : { name: host, by: 'nobody', services: [] };
}

/** By the name of a cookie or entry; those that stand in the name of their domain are told by it too. */
export function ownerOfName(table: readonly ConsentService[], name: string, domain: string | null): Owner {
  const named = (services: readonly ConsentService[]) =>
    services.filter(({ cookies }) => cookies.some((pattern) => nameMatches(pattern, name)));
  const listed = named(table);
  if (listed.length > 0) return owner('table', listed);
  const host = domain === null ? null : ownerOfHost(table, domain.replace(/^\./, ''));
  if (host !== null && host.by !== 'nobody') return host;
  // Presets of many makers name cookies such as `PREF`, which a site may have of its own: the likeliest of them alone.
  const [known] = named(servicePresets).filter(({ cookies }) =>
    cookies.some((pattern) => nameMatches(pattern, name) && (pattern.startsWith('_') || domain !== null)),
  );
  if (known !== undefined) return owner('preset', [known]);
  return { name: host?.name ?? '', by: 'nobody', services: [] };
}

function owner(by: 'table' | 'preset', services: readonly ConsentService[]): Owner {
  return { name: services.map(({ name }) => name).join(', '), by, services };
}
