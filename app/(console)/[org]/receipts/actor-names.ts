import { listApiKeys } from '#lib/api-keys/list-keys.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listGrants } from '#lib/identity/oauth/list-grants.ts';
import { peopleOf } from '../people.ts';

/** What actors of receipts are called, by opaque id, as far as the reader may see people, keys and programs. */
export async function actorNames(org: string, scopes: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const [people, keys, programs] = await Promise.all([
    peopleOf(org, scopes),
    scopes.includes('apiKeys:read') ? pageCall(listApiKeys, { limit: 100 }, { orgSlug: org }) : { data: [] },
    scopes.includes('oauthClients:read') ? pageCall(listGrants, { limit: 100 }, { orgSlug: org }) : { data: [] },
  ]);
  return {
    ...people,
    ...Object.fromEntries(keys.data.map(({ id, name }) => [id, `Key ${name}`])),
    ...Object.fromEntries(
      programs.data.map(({ id, client, user }) => [id, `${client.name} for ${user.name ?? user.email}`]),
    ),
  };
}
