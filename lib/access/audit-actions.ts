/**
 * Everything that the audit log tells of, with its title. An action that is not here cannot be noted: the type of an
 * event says so.
 */
export const auditActions = {
  'api.authenticate': 'API authentication',
  'auth.request': 'Sign-in link asked for',
  'auth.verify': 'Sign-in by link or code',
  'auth.google': 'Sign-in with Google',
  'auth.set_up_owner': "First owner's link used",
  'auth.accept_invite': 'Invitation answered',
  'auth.session': 'Invalid session shown',
  'auth.session_ended': 'Session ended',
  'auth.sessions_ended': 'Other sessions ended',
  'auth.sign_out': 'Signed out',
  'access.denied': 'Access denied',
  'limit.hit': 'Rate limit hit',
  'internal.call': 'Internal address called',
  'organization.create': 'Organisation created',
  'organization.enter': 'Organisation entered',
  'members.change_role': 'Role changed',
  'members.remove': 'Member removed',
  'members.leave': 'Member left',
  'invites.create': 'Invitation sent',
  'invites.resend': 'Invitation sent again',
  'invites.revoke': 'Invitation revoked',
  'apiKey.create': 'API key created',
  'apiKey.update': 'API key changed',
  'apiKey.rotate': 'API key rotated',
  'apiKey.revoke': 'API key revoked',
  'apiKey.expose': 'API key seen in an address',
  'apiKey.leak': 'API key reported as leaked',
  'pepper.rotate': 'Pepper of the API keys replaced',
  'origin.allow': 'Origin allowed',
  'origin.remove': 'Origin removed',
  'audit.export': 'Audit log exported',
  'export.request': 'Export asked for',
  'export.download': 'Export downloaded',
  'archive.receive': 'Archive taken in',
  'person.find': 'Person looked up',
  'person.export': 'Person exported',
  'person.rectify': 'Data of a person rectified',
  'person.erase': 'Person erased',
  'account.export': 'Own account exported',
  'account.erase': 'Own account erased',
  'subjectRequest.receive': 'Request of a data subject received',
  'subjectRequest.verify': 'Request of a data subject confirmed',
  'subjectRequest.answer': 'Request of a data subject answered',
  'subjectRequest.open': 'Answer to a data subject opened',
  'subjectRequest.download': 'Export fetched by a data subject',
  'subjectRequest.revoke': 'Answer to a data subject revoked',
  'hold.place': 'Legal hold placed',
  'hold.release': 'Legal hold released',
  'erasure.propose': 'Erasure of the organisation asked for',
  'erasure.approve': 'Erasure of the organisation approved',
  'erasure.cancel': 'Erasure of the organisation called off',
  'backup.make': 'Backup made',
  'backup.restore': 'Backup restored',
  'share.create': 'Link to receipts made',
  'share.revoke': 'Link to receipts revoked',
  'share.open': 'Link to receipts opened',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditActions;

export const auditActionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(auditActions, text);
}
