import type { Operation } from '../access/operation.ts';
import type { JsonSchema, JsonValue } from './document.ts';
import { exampleOf, type Lookup } from './example-of.ts';
import { pathParametersOf } from './parts.ts';
import { inputSamples } from './samples.ts';

/** The example of what a call sends: every member by its name, those of the path included. */
export function inputExample(op: Operation, input: JsonSchema, lookup: Lookup): Readonly<Record<string, JsonValue>> {
  const parameters = pathParametersOf(op);
  const owner = ownerOf(op);
  const chosen = inputSamples[op.name];
  const wanted = Object.entries(input.properties ?? {}).filter(
    ([name]) => parameters.includes(name) || (chosen === undefined && input.required?.includes(name)),
  );
  const made = wanted.map(([field, part]) => [field, exampleOf(part, lookup, { owner, field })] as const);
  return { ...Object.fromEntries(made), ...chosen };
}

/** The schema whose `id` a path means: `contacts.read` reads a `Contact`. */
const owners: Readonly<Record<string, string>> = {
  contacts: 'Contact',
  deals: 'Deal',
  activities: 'Activity',
  imports: 'Import',
  apiKeys: 'ApiKey',
  members: 'Member',
  invites: 'Invite',
  interactions: 'Interaction',
  origins: 'AllowedOrigin',
  oauthClients: 'OAuthClient',
  oauthGrants: 'OAuthGrant',
  alerts: 'Alert',
};

function ownerOf(op: Operation): string {
  return owners[op.name.split('.')[0] ?? ''] ?? '';
}
