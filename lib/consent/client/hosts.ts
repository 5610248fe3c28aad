import type { ConsentService } from '../categories.ts';

/** Whether `pattern`, exact or `*.example.com`, speaks of this host. */
export function hostMatches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/**
 * The services that a host belongs to: those that name it exactly, else those with the longest pattern. Several may share
 * one, and then all of them have to be allowed.
 */
export function servicesOf(services: readonly ConsentService[], host: string): readonly ConsentService[] {
  let best = 0;
  let found: ConsentService[] = [];
  for (const service of services) {
    for (const pattern of service.hosts) {
      if (!hostMatches(pattern, host)) continue;
      const weight = pattern.startsWith('*') ? pattern.length : 1000;
      if (weight > best) found = [];
      if (weight >= best && !found.includes(service)) found.push(service);
      best = Math.max(best, weight);
    }
  }
  return found;
}

/**
 * Whether two hosts look like one site: the same, one below the other, or siblings with two labels in common. The list of
 * public suffixes is longer than this whole script, so a country's second level (`co.uk`) is told by its shortness.
 */
export function isSameSite(one: string, other: string): boolean {
  if (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)) return true;
  const parent = one.split('.').slice(1).join('.');
  if (/^[\d.]+$|:/.test(one) || /^\w{1,3}\.\w\w$/.test(parent)) return false;
  return parent.includes('.') && parent === other.split('.').slice(1).join('.');
}
