import type { SqlValue } from '#lib/platform/db/types.ts';
import type { installationCuts } from '#lib/privacy/retention/cut-installation.ts';
import type { directoryCuts, organisationCuts } from '#lib/privacy/retention/organisation-cuts.ts';

/** One row of a table, of the age that matters to its rule; its id is `id`. */
type AgedRow = (id: string, at: string, orgId: string) => readonly [table: string, values: Record<string, SqlValue>];

const bytes = (text: string) => new TextEncoder().encode(text.padEnd(32, '.').slice(0, 32));
const never = '9999-01-01T00:00:00.000Z';

const imported = (id: string, at: string, state: string): Record<string, SqlValue> => ({
  ...{ id, fileName: 'a.csv', fileBytes: 1, state, mapping: '[]', options: '{}', createdBy: 'usr_1' },
  ...{ createdAt: at, updatedAt: at, finishedAt: state === 'done' ? at : null },
});

/** A row that each rule would cut once it is old enough; total over the cuts. */
export const agedOrganisationRows = {
  interactions: (id, at) => [
    'Interaction',
    { id, contactId: 'con_aged', channel: 'email', direction: 'inbound', occurredAt: at, createdAt: at },
  ],
  alerts: (id, at) => [
    'Alert',
    {
      ...{ id, rule: id, severity: 'warning', subject: id, state: 'resolved', detail: '{}', count: 1 },
      ...{ firstSeenAt: at, lastSeenAt: at, toldAt: at },
    },
  ],
  deliveries: (id, at) => [
    'Delivery',
    {
      ...{ id, channel: 'mail', event: 'alert.raised', subject: id, body: '{}', state: 'sent', attempts: 1 },
      ...{ dueAt: at, createdAt: at },
    },
  ],
  exports: (id, at) => [
    'DataExport',
    {
      ...{ id, kind: 'organization', options: '{}', state: 'expired', fileName: 'a.zip', createdBy: 'usr_1' },
      ...{ createdAt: at, updatedAt: at },
    },
  ],
  archives: (id, at) => [
    'ArchiveImport',
    {
      ...{ id, fileName: 'a.zip', fileBytes: 1, state: 'ready', createdBy: 'usr_1' },
      ...{ createdAt: at, updatedAt: at },
    },
  ],
  importFiles: (id, at) => ['Import', imported(id, at, 'ready')],
  importRejects: (id, at) => ['Import', imported(id, at, 'done')],
  ledgerAudits: (id, at) => [
    'LedgerAudit',
    { id, startedAt: at, endedAt: at, fromSeq: 0, toSeq: 0, samples: '[]', outcome: 'ok' },
  ],
  consents: (id, at) => [
    'ConsentRecord',
    {
      ...{ id, consentId: id, storefrontId: 'stf_aged', policy: 'a'.repeat(64), choices: '{}', method: 'reject_all' },
      ...{ language: 'en', at, origin: 'https://shop.example' },
    },
  ],
  consentScans: (id, at) => [
    'ConsentScan',
    {
      ...{ id, storefrontId: 'stf_aged', url: 'https://shop.example/', state: 'done', attempts: 1, report: '{}' },
      ...{ createdBy: 'usr_1', createdAt: at, finishedAt: at },
    },
  ],
  heldMessages: (id, at) => ['HeldMessage', { id, storefrontId: 'stf_aged', fields: '{}', reason: 'outage', at }],
  idempotency: (id, at) => [
    'IdempotencyRecord',
    { actor: id, key: 'k', operation: 'o', fingerprint: bytes(id), state: 'done', createdAt: at, expiresAt: never },
  ],
} as const satisfies Record<Exclude<keyof typeof organisationCuts, 'receiptDetails'>, AgedRow>;

const auditEvent = (id: string, at: string, orgId: string | null): Record<string, SqlValue> => ({
  ...{ id, at, orgId, action: 'access.denied', outcome: 'refused' },
});

export const agedDirectoryRows = {
  auditEvents: (id, at, orgId) => ['AuditEvent', auditEvent(id, at, orgId)],
  invitations: (id, at, orgId) => [
    'Invite',
    {
      ...{ id, orgId, email: `${id}@example.com`, role: 'member', tokenHash: bytes(id), invitedBy: 'usr_1' },
      ...{ createdAt: at, expiresAt: at },
    },
  ],
} as const satisfies Record<keyof typeof directoryCuts, AgedRow>;

export const agedInstallationRows = {
  installationAuditEvents: (id, at) => ['AuditEvent', auditEvent(id, at, null)],
  loginTokens: (id, at) => [
    'LoginToken',
    {
      ...{ id, email: 'a@example.com', tokenHash: bytes(id), codeHash: bytes(id), purpose: 'login' },
      ...{ createdAt: at, expiresAt: at },
    },
  ],
  spentTokens: (id, at) => ['SpentToken', { hash: bytes(id), purpose: id, expiresAt: at }],
  subjectCodes: (id, at, orgId) => [
    'SubjectCode',
    {
      ...{ id, orgId, requestId: 'sub_1', purpose: 'confirm', mailbox: 'm', codeHash: bytes(id), attempts: 0 },
      ...{ createdAt: at, expiresAt: at },
    },
  ],
  factorChallenges: (id, at) => [
    'FactorChallenge',
    { id, purpose: 'sign-in', hash: bytes(id), createdAt: at, expiresAt: at },
  ],
  securityNotices: (id, at) => [
    'SecurityNotice',
    { id, userId: 'usr_aged', change: 'totp-added', tokenHash: bytes(id), createdAt: at, expiresAt: at },
  ],
  deviceCodes: (id, at) => [
    'OAuthDeviceCode',
    {
      ...{ deviceHash: bytes(id), userCodeHash: bytes(id), clientId: id, scopes: '[]', state: 'pending' },
      ...{ intervalSeconds: 5, createdAt: at, expiresAt: at },
    },
  ],
  programGrants: (id, at, orgId) => [
    'OAuthGrant',
    { id, clientId: 'cl', orgId, userId: 'usr_aged', scopes: '[]', createdAt: at, expiresAt: at },
  ],
  sessions: (id, at) => [
    'Session',
    {
      ...{ id, userId: 'usr_aged', method: 'email', createdAt: at, lastSeenAt: at, idleExpiresAt: never },
      ...{ expiresAt: never, revokedAt: at, renewalHash: bytes(id) },
    },
  ],
  deadJobs: (id, at, orgId) => [
    'Job',
    {
      ...{ id, kind: 'tests.run', orgId, subject: id, actor: 'system', state: 'dead', attempts: 8 },
      ...{ runAfter: at, createdAt: at, updatedAt: at },
    },
  ],
  restoreDrills: (id, at) => ['RestoreDrill', { id, startedAt: at, outcome: 'passed', backup: 'b' }],
} as const satisfies Record<keyof typeof installationCuts, AgedRow>;

/** `INSERT` of such a row. */
export function insertOf([table, values]: ReturnType<AgedRow>): readonly [sql: string, params: readonly SqlValue[]] {
  const names = Object.keys(values);
  const sql = `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  return [sql, Object.values(values)];
}
