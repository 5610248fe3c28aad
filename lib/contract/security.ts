import type { Operation } from '../access/operation.ts';
import { inherentPermissions, keyScopes } from '../access/permissions.ts';
import type { SecurityScheme } from './document.ts';

export const securitySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'ck_live_… or ck_test_…',
    description: 'An API key of the organisation, in `Authorization: Bearer`. Its scopes say what it may do.',
  },
  program: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An access token of a program that a person lets act for them, in `Authorization: Bearer`. It does what they allowed it, as far as their role holds it. How programs get one stands at `/.well-known/oauth-authorization-server` (RFC 8414).',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-holdfast-session',
    description:
      "A person's session in a browser. It counts only for requests that a page of this installation sends: programs use keys and tokens.",
  },
} as const satisfies Readonly<Record<string, SecurityScheme>>;

/** Whether an API key can be given what the operation asks for. */
export function openToKeys(op: Operation): boolean {
  return op.scope === 'tenant' && (keyScopes.includes(op.permission) || inherentPermissions.has(op.permission));
}

/** How a caller of the operation proves who it is: any one of these. Empty when nobody has to. */
export function securityOf(op: Operation): readonly Readonly<Record<string, readonly string[]>>[] {
  if (op.scope === 'public') return [];
  return openToKeys(op) ? [{ apiKey: [] }, { session: [] }, { program: [] }] : [{ session: [] }];
}
