import type { Prisma as ControlPrisma } from '#prisma/control';
import type { Prisma as TenantPrisma } from '#prisma/tenant';

/** Whose personal data a column holds: a contact of the organisation, one of its members, a visitor of its storefront. */
export type DataSubject = 'contact' | 'member' | 'visitor';

/**
 * How long a value is kept at most. Every value goes earlier when its organisation is erased, unless it is `retained`. A name
 * in braces stands for the days of that rule of retention; one without any is tied to its record.
 */
export const retentions = {
  record: 'until its record is deleted',
  detail: 'until the person is erased, or {receiptDetails} after its record was deleted',
  account: 'until the account is erased',
  membership: 'until the person leaves the organisation',
  session: 'until {sessions} after the session has ended',
  token: 'until {loginTokens} after it has expired',
  challenge: '{factorChallenges} when it has expired',
  notice: '{securityNotices} when it has expired',
  device: '{deviceCodes} when it has expired',
  grant: '{programGrants} after its absolute end',
  invite: 'until {invitations} after it has expired',
  interaction: '{interactions} after it happened, or until its contact is deleted',
  upload: 'until the import has ended, at most {importFiles} after it was last touched',
  reject: '{importRejects} after the import has ended, or until it is deleted',
  replay: '{idempotency}',
  job: 'until the job has ended; {deadJobs} when it failed for good',
  audit: '{auditEvents}',
  alert: '{alerts} after it was last seen; {deliveries} for messages about it',
  run: '{ledgerAudits}',
  drill: '{restoreDrills}',
  export: '{exportArchives} for the archive, {exports} for the note that it was made',
  archive: 'until it has been taken in, at most {archives} after it last grew',
  request: '{closedRequests} after the request was answered; {unverifiedRequests} when nobody confirmed it',
  mail: '{localMail}',
  window: '2 hours, and goes by itself',
  backup: '7 days, 4 weeks and 6 months, or as HOLDFAST_BACKUP_KEEP says',
  log: 'as long as whoever runs the installation keeps its output',
  consent: '{consents} after the visitor last chose: how long a proof of consent may be asked for',
  message: '{heldMessages}, or until somebody has looked at it',
  organisation: 'until the organisation is erased',
  ledger: 'as long as the ledger; it names people by opaque ids alone',
  installation: 'as long as the installation',
} as const satisfies Record<string, string>;

export type Retention = keyof typeof retentions;

/** What a column holds, why, and what becomes of it. */
export type PrivacyClass =
  /** About a person who can be told from it, alone or with the other columns of the row. Exported and erased with them. */
  | { readonly class: 'personal'; readonly whose: DataSubject; readonly purpose: string; readonly retention: Retention }
  /** The organisation's own affairs. Exported with the organisation, erased with it. */
  | { readonly class: 'organisational'; readonly purpose: string; readonly retention: Retention }
  /** Needed to run, about nobody: counters, states, hashes, wrapped keys. Not exported, erased with its organisation. */
  | { readonly class: 'operational'; readonly purpose: string; readonly retention: Retention }
  /** Kept when a person is erased, for the reason given. Names nobody once the account is gone. */
  | { readonly class: 'retained'; readonly purpose: string; readonly retention: Retention };

export function personal(whose: DataSubject, purpose: string, retention: Retention): PrivacyClass {
  return { class: 'personal', whose, purpose, retention };
}

export function organisational(purpose: string, retention: Retention = 'organisation'): PrivacyClass {
  return { class: 'organisational', purpose, retention };
}

export function operational(purpose: string, retention: Retention = 'organisation'): PrivacyClass {
  return { class: 'operational', purpose, retention };
}

export function retained(purpose: string, retention: Retention = 'ledger'): PrivacyClass {
  return { class: 'retained', purpose, retention };
}

export type ControlModel = ControlPrisma.ModelName;
export type TenantModel = TenantPrisma.ModelName;

/** One class for each column of a model of the control database: a forgotten column does not compile. */
export type ControlColumns<Model extends ControlModel> = Readonly<
  Record<keyof ControlPrisma.TypeMap['model'][Model]['payload']['scalars'], PrivacyClass>
>;

/** One class for each column of a model of the organisations' databases. */
export type TenantColumns<Model extends TenantModel> = Readonly<
  Record<keyof TenantPrisma.TypeMap['model'][Model]['payload']['scalars'], PrivacyClass>
>;
