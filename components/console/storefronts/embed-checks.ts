import type { ConsentService } from '#lib/consent/categories.ts';
import { hostMatches } from '#lib/consent/client/hosts.ts';

/** What is said beside the address of an embed: whether the service that it waits for names its host. */
export function embedHostProblem(url: string, service: ConsentService | undefined): string | undefined {
  if (url === '' || service === undefined) return undefined;
  const host = hostOf(url);
  if (host === null) return 'Not a web address that begins with https://';
  if (service.hosts.some((pattern) => hostMatches(pattern, host))) return undefined;
  return `${service.name} does not name ${host}: add the host to the service, or choose the one that it belongs to.`;
}

/** The service that names the host of an address; the present one where it does, or where none does. */
export function serviceOf(url: string, services: readonly ConsentService[], present: string): string {
  const host = hostOf(url);
  if (host === null) return present;
  const named = services.filter(({ hosts }) => hosts.some((pattern) => hostMatches(pattern, host)));
  return named.some(({ id }) => id === present) ? present : (named[0]?.id ?? present);
}

function hostOf(url: string): string | null {
  try {
    const { protocol, hostname } = new URL(url.trim());
    return protocol === 'https:' ? hostname : null;
  } catch {
    return null;
  }
}
