import type { Permission } from '../../access/permissions.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { type Client, findClient } from './clients.ts';
import { type OAuthRefusal, queryCharsMax, refuse, stateCharsMax } from './protocol.ts';
import { mayRedirect, redirectTo } from './redirect-uri.ts';
import { bothHold, requestedScopes } from './scopes.ts';

/** A client asks for access, and may be answered where it says. Nobody has been asked whether they allow it. */
export interface AuthorizationRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly state: string | undefined;
  /** BASE64URL(SHA256(verifier)), RFC 7636, section 4.2. */
  readonly challenge: string;
  readonly scopes: readonly Permission[];
  /** The slug of the organisation that the client would like to act in; a hint and no more. */
  readonly organization: string | undefined;
}

export type JudgedRequest =
  | { readonly kind: 'good'; readonly request: AuthorizationRequest }
  /** Told to the client, by its own address. */
  | {
      readonly kind: 'answered';
      readonly client: Client;
      readonly redirectUri: string;
      readonly state: string | undefined;
      readonly refusal: OAuthRefusal;
    }
  /** Told to the person alone: who asks, or where the answer would go, is not what we know. Nobody is led anywhere. */
  | { readonly kind: 'refused'; readonly message: string };

const challengeForm = /^[A-Za-z0-9_-]{43}$/;

/** Printable ASCII, as RFC 6749, appendix A.5, has it. */
const stateForm = /^[\x20-\x7e]*$/;

const parameters = [
  ...['client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'state', 'code_challenge'],
  ...['code_challenge_method', 'request', 'request_uri', 'organization'],
] as const;

type Parameter = (typeof parameters)[number];

/**
 * Judges an authorization request by itself: client and address first, since only a client that we know is answered at an
 * address that was registered for it. RFC 6749, section 4.1.2.1; RFC 9700, sections 2.1 and 4.1.
 * @param query as it stands behind the `?`.
 */
export async function judgeRequest(db: SqlReader, query: string): Promise<JudgedRequest> {
  if (query.length > queryCharsMax) return { kind: 'refused', message: 'The request is too long.' };
  const { values, twice } = parametersOf(query);
  const clientId = values.get('client_id');
  if (twice.has('client_id') || clientId === undefined) {
    return { kind: 'refused', message: 'The request does not say which program asks.' };
  }
  const client = await findClient(db, clientId);
  if (client === null) return { kind: 'refused', message: unknownClient };
  const redirectUri = values.get('redirect_uri');
  if (twice.has('redirect_uri') || redirectUri === undefined || !mayRedirect(client.redirectUris, redirectUri)) {
    return { kind: 'refused', message: 'The answer would go to an address that is not registered for the program.' };
  }
  const state = twice.has('state') ? undefined : values.get('state');
  const problem = problemOf(values, twice);
  const scopes = requestedScopes(values.get('scope'), client.scopes);
  const refusal = problem ?? scopeProblem(client, scopes);
  if (refusal !== null || scopes === null) {
    const answered = refusal ?? refuse('invalid_scope', 'unknown scope');
    return { kind: 'answered', client, redirectUri, state: stateOf(state), refusal: answered };
  }
  const challenge = values.get('code_challenge') as string;
  const organization = values.get('organization');
  return { kind: 'good', request: { client, redirectUri, state, challenge, scopes, organization } };
}

/** The same for a program that there is not, and for one of an organisation that is not the person's. */
export const unknownClient = 'No such program is registered here.';

/** The address that tells the client of a refusal. RFC 9207: it names us, so that no other server's answer passes for ours. */
export function refusedRedirect(
  to: { readonly redirectUri: string; readonly state: string | undefined },
  refusal: OAuthRefusal,
  issuer: string,
): string {
  const { error, description } = refusal;
  return redirectTo(to.redirectUri, { error, error_description: description, state: to.state, iss: issuer });
}

function parametersOf(query: string): { values: Map<Parameter, string>; twice: Set<Parameter> } {
  const given = new URLSearchParams(query);
  const values = new Map<Parameter, string>();
  const twice = new Set<Parameter>();
  for (const name of parameters) {
    const [first, ...rest] = given.getAll(name);
    // A parameter without a value counts as one that is not there (RFC 6749, section 3.1).
    if (first !== undefined && first !== '') values.set(name, first);
    if (rest.length > 0) twice.add(name);
  }
  return { values, twice };
}

function problemOf(values: ReadonlyMap<Parameter, string>, twice: ReadonlySet<Parameter>): OAuthRefusal | null {
  if (twice.size > 0) return refuse('invalid_request', `${[...twice][0]} is given more than once`);
  if (values.has('request')) return refuse('request_not_supported', 'request objects are not supported');
  if (values.has('request_uri')) return refuse('request_uri_not_supported', 'request objects are not supported');
  const type = values.get('response_type');
  if (type === undefined) return refuse('invalid_request', 'response_type is missing');
  if (type !== 'code') return refuse('unsupported_response_type', 'the one response_type is code');
  const mode = values.get('response_mode') ?? 'query';
  if (mode !== 'query') return refuse('invalid_request', 'the one response_mode is query');
  if (stateOf(values.get('state')) !== values.get('state')) {
    return refuse('invalid_request', `state is of at most ${stateCharsMax} printable ASCII characters`);
  }
  const challenge = values.get('code_challenge');
  if (challenge === undefined) return refuse('invalid_request', 'code_challenge is missing');
  // Without a method it would be `plain` (RFC 7636, section 4.3).
  if (values.get('code_challenge_method') !== 'S256') {
    return refuse('invalid_request', 'the one code_challenge_method is S256');
  }
  return challengeForm.test(challenge) ? null : refuse('invalid_request', 'code_challenge is no digest of SHA-256');
}

function scopeProblem(client: Client, scopes: readonly Permission[] | null): OAuthRefusal | null {
  if (scopes === null) return refuse('invalid_scope', 'unknown scope');
  if (bothHold(scopes, client.scopes).length < scopes.length) {
    return refuse('invalid_scope', 'the client is not registered for such a scope');
  }
  return null;
}

function stateOf(state: string | undefined): string | undefined {
  return state !== undefined && state.length <= stateCharsMax && stateForm.test(state) ? state : undefined;
}
