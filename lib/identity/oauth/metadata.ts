import { grantTypes, oauthPaths } from './protocol.ts';
import { clientScopes } from './scopes.ts';

/** What clients find out about this server by themselves. RFC 8414, section 2; RFC 9207, section 3. */
export function serverMetadata(issuer: string) {
  const at = (path: string) => `${issuer}${path}`;
  return {
    issuer,
    authorization_endpoint: at(oauthPaths.authorize),
    token_endpoint: at(oauthPaths.token),
    revocation_endpoint: at(oauthPaths.revoke),
    device_authorization_endpoint: at(oauthPaths.deviceAuthorization),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: Object.values(grantTypes),
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    scopes_supported: clientScopes,
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    service_documentation: at('/docs'),
  };
}
