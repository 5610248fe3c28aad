/**
 * Everything that the audit log tells of, with what it means. An action that is not here cannot be noted: the type of an
 * event says so.
 */
export const auditActions = {
  'api.authenticate': 'An API key, or a session at the API, was proven or refused',
  'auth.request': 'A sign-in link was asked for',
  'auth.verify': 'A sign-in link or code was used',
  'auth.google': 'Somebody came back from Google',
  'auth.set_up_owner': 'The first owner’s link was used',
  'auth.accept_invite': 'An invitation was answered',
  'auth.session': 'A session that is not valid was shown',
  'auth.session_ended': 'A session was ended',
  'auth.sessions_ended': 'All other sessions were ended',
  'auth.sign_out': 'Somebody signed out',
  'access.denied': 'Something was asked for that the caller may not do',
  'limit.hit': 'A rate limit stopped a caller',
  'internal.call': 'An internal address was called',
  'organization.create': 'An organisation was created',
  'organization.enter': 'Somebody changed to this organisation',
  'members.change_role': 'A member’s role was changed',
  'members.remove': 'A member was removed',
  'members.leave': 'A member left',
  'invites.create': 'Somebody was invited',
  'invites.resend': 'An invitation was sent again',
  'invites.revoke': 'An invitation was revoked',
  'apiKey.create': 'An API key was created',
  'apiKey.update': 'An API key was changed',
  'apiKey.rotate': 'An API key was replaced by a new one',
  'apiKey.revoke': 'An API key was revoked',
  'origin.allow': 'Browsers of an origin were allowed to call the API',
  'origin.remove': 'An allowed origin was removed',
  'audit.export': 'The audit log was exported',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditActions;

export const auditActionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
