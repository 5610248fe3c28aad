import { cache } from 'react';
import type { Principal } from '../access/principal.ts';
import { renewalCookieName, sessionCookieName } from '../identity/session-cookies.ts';
import { authenticateSession, type SignedInUser } from '../identity/sessions.ts';
import { addressBlock } from '../platform/address.ts';
import { type Runtime, runtime } from '../runtime.ts';
import { type PageRequest, pageRequest } from './page-request.ts';

/** Who asks for this page, proven once for all that the page calls. */
export interface PageCaller {
  readonly request: PageRequest;
  readonly user: SignedInUser | null;
  /** The organisation of the session. */
  readonly orgSlug: string | null;
}

export const pageCaller = cache(async (): Promise<PageCaller> => {
  const rt = runtime();
  const request = await pageRequest();
  const { cookies } = request.meta;
  const token = cookies.get(sessionCookieName(rt.origin));
  const renewal = cookies.get(renewalCookieName(rt.origin));
  const user = await authenticateSession(rt, token, renewal);
  if (user === null && (token !== undefined || renewal !== undefined)) await noteInvalidSession(rt, request);
  const orgId = user?.membership?.orgId;
  const org = orgId
    ? await rt.tenancy.control.get<{ slug: string }>('SELECT slug FROM Organization WHERE id = ?', [orgId])
    : undefined;
  return { request, user, orgSlug: org?.slug ?? null };
});

/** A browser shows a session that has ended, or one that never was: once a minute for each network it comes from. */
function noteInvalidSession(rt: Runtime, { meta }: PageRequest): Promise<void> {
  const { address, userAgent, requestId } = meta;
  const where = { address, userAgent, requestId, door: 'page' } as const;
  return rt.audit.recordOnce(
    { action: 'auth.session', outcome: 'refused', reason: 'session_invalid', at: rt.clock.now(), ...where },
    { key: `session ${addressBlock(address)}`, windowSeconds: 60 },
  );
}

/** Whether the person belongs to the organisation at this address. */
export async function isMemberAt(userId: string, slug: string): Promise<boolean> {
  const row = await runtime().tenancy.control.get(
    `SELECT 1 AS one FROM Membership m JOIN Organization o ON o.id = m.orgId
      WHERE m.userId = ? AND o.slug = ? AND o.status NOT IN ('provisioning', 'erasing')`,
    [userId, slug],
  );
  return row !== undefined;
}

export function principalOf(user: SignedInUser | null): Principal {
  if (user === null) return { kind: 'anonymous' };
  const { renewedCookie: _, ...principal } = user;
  return principal;
}
