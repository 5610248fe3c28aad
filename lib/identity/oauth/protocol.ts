/** The parts of the protocol that more than one of the endpoints knows. RFC 6749, 7009, 7636, 8414, 8628, 9068, 9207. */

/** Where each endpoint stands, below the installation's origin. */
export const oauthPaths = {
  metadata: '/.well-known/oauth-authorization-server',
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  revoke: '/oauth/revoke',
  deviceAuthorization: '/oauth/device_authorization',
  device: '/oauth/device',
} as const;

export const grantTypes = {
  code: 'authorization_code',
  refresh: 'refresh_token',
  device: 'urn:ietf:params:oauth:grant-type:device_code',
} as const;

/** A code is carried from a browser to a program on the same machine: a minute is plenty. CLAIMS I4. */
export const codeSeconds = 60;

/** How long a person has to type a user code (RFC 8628, section 3.2). */
export const deviceCodeSeconds = 600;

/** How long a client waits between two questions, and by how much longer after one that came too soon (section 3.5). */
export const pollSeconds = 5;

/** What has ended is kept for so long after its absolute end, so that the audit log can still say whose it was. */
export const keepEndedSeconds = 90 * 86_400;

/** Of a whole authorization request, as it stands in an address. */
export const queryCharsMax = 1_900;

export const stateCharsMax = 512;

/** Error codes that the endpoints answer (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5). */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'authorization_pending'
  | 'slow_down'
  | 'expired_token';

/** What an endpoint refuses. The description is for whoever writes the client; it names nobody and nothing of anybody. */
export interface OAuthRefusal {
  readonly error: OAuthError;
  readonly description: string;
}

export function refuse(error: OAuthError, description: string): OAuthRefusal {
  return { error, description };
}
