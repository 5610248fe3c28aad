import { commandLineClient } from '#lib/identity/oauth/clients.ts';
import { insertGrant } from '#lib/identity/oauth/grant-store.ts';
import { registerClient } from '#lib/identity/oauth/register-client.ts';
import { insertRefreshToken } from '#lib/identity/oauth/token-store.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { randomToken, sha256 } from '#lib/platform/crypto/digest.ts';
import { newId } from '#lib/platform/ids.ts';
import { runtime } from '#lib/runtime.ts';
import { call, justSignedIn, type TestOrganization } from './call.ts';
import { markerOf, next } from './sample-records.ts';

/** A program that owners of the organisation registered. */
export const program = async (org: TestOrganization) =>
  (
    await call(registerClient, justSignedIn(org.owner), {
      ...{ name: `${markerOf(org)} ${next()}`, scopes: ['contacts:read'], deviceFlow: true, redirectUris: [] },
    })
  ).id;

/** Something that the owner let the command line do, as it stands once the program has its tokens. */
export async function allowedProgram(org: TestOrganization): Promise<string> {
  const now = runtime().clock.now();
  const id = newId('grt');
  const at = { createdAt: now.toISOString(), expiresAt: isoAfter(now, 86_400) };
  await runtime().tenancy.control.write(async (tx) => {
    await insertGrant(tx, {
      ...{ id, clientId: commandLineClient.id, orgId: org.orgId, userId: org.owner.userId },
      ...{ scopes: ['contacts:read'], device: markerOf(org), ...at },
    });
    await insertRefreshToken(tx, { hash: sha256(randomToken()), grantId: id, ...at });
  });
  return id;
}
