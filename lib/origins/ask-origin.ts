import type { Runtime } from '../runtime.ts';
import { allowsOrigin, anyAllowsOrigin } from './store.ts';

/** Nobody has allowed what is longer; it is not looked for. */
const originCharsMax = 300;

/**
 * Whether any organisation allows browsers of exactly this origin, as its `Origin` header says it: what a preflight can
 * be answered by, since it carries no key. One indexed look-up; a change counts from its commit on. CLAIMS E8.
 */
export async function allowedAnywhere(rt: Runtime, origin: string): Promise<boolean> {
  return origin.length <= originCharsMax && anyAllowsOrigin(rt.tenancy.control, origin);
}

/** Whether this organisation allows them. */
export async function allowedFor(rt: Runtime, orgId: string, origin: string): Promise<boolean> {
  return origin.length <= originCharsMax && allowsOrigin(rt.tenancy.control, orgId, origin);
}
