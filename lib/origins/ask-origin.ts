import type { Runtime } from '../runtime.ts';
import { allowsOrigin, anyAllowsOrigin } from './store.ts';

/** Nobody has allowed what is longer; it is not looked for. */
const originCharsMax = 300;

/**
 * Whether the installation, or any organisation, allows browsers of exactly this origin, as its `Origin` header says it: what a preflight can
 * be answered by, since it carries no key. One indexed look-up; a change counts from its commit on. CLAIMS E8.
 */
export async function allowedAnywhere(rt: Runtime, origin: string): Promise<boolean> {
  if (rt.installationOrigins.has(origin)) return true;
  return origin.length <= originCharsMax && anyAllowsOrigin(rt.tenancy.control, origin);
}

/** Whether this organisation allows them, or the installation does for all. */
export async function allowedFor(rt: Runtime, orgId: string, origin: string): Promise<boolean> {
  if (rt.installationOrigins.has(origin)) return true;
  return origin.length <= originCharsMax && allowsOrigin(rt.tenancy.control, orgId, origin);
}
