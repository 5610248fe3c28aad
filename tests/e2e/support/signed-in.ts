import type { BrowserContext } from 'playwright';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { renewalCookieName } from '#lib/identity/session-cookies.ts';
import { randomToken, sha256 } from '#lib/platform/crypto/digest.ts';
import { createTestMember, createTestOrganization, type TestOrganization } from '../../support/call.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

/** An organisation with people who are signed in, as it lies in a data folder that a server can start on. */
export interface SignedInOrganization {
  readonly slug: string;
  /** What renews the session of a person: unlike a session's token it does not name the origin it is good for. */
  readonly owner: string;
  readonly viewer: string;
  readonly ownerEmail: string;
  readonly viewerEmail: string;
}

/** Makes the organisation in the folder, with what `fill` puts into it: nothing of it runs afterwards. */
export async function signedInOrganization(
  dataDir: string,
  name: string,
  plan: 'free' | 'pro' | 'enterprise',
  fill: (org: TestOrganization) => Promise<unknown> = async () => undefined,
): Promise<SignedInOrganization> {
  const rt = await createTestRuntime({ dataDir, clock: createTestClock(new Date()), serving: false });
  try {
    const org = await createTestOrganization(name, plan);
    await fill(org);
    const viewer = await createTestMember(org.orgId, 'viewer');
    return {
      ...{ slug: org.slug, owner: await renewalOf(rt, org.owner), viewer: await renewalOf(rt, viewer) },
      ...{ ownerEmail: org.owner.email, viewerEmail: viewer.email },
    };
  } finally {
    await rt.close();
  }
}

async function renewalOf(rt: TestRuntime, { sessionId }: UserPrincipal): Promise<string> {
  const secret = randomToken();
  await rt.tenancy.control.write((tx) =>
    tx.run('UPDATE Session SET renewalHash = ? WHERE id = ?', [sha256(secret), sessionId]),
  );
  return `${sessionId}.${secret}`;
}

/** Signs the browser in. */
export async function enter(context: BrowserContext, origin: string, renewal: string): Promise<void> {
  await context.addCookies([{ name: renewalCookieName(origin), value: renewal, url: origin, httpOnly: true }]);
}
