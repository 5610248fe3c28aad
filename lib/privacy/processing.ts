import type { ControlModel, TenantModel } from './classes.ts';

/** What personal data is processed for: an entry of the record of processing activities (Article 30 GDPR). */
export interface ProcessingActivity {
  readonly title: string;
  readonly purpose: string;
  /** Article and letter, and why. The organisation decides about its own customers, and may have another. */
  readonly basis: string;
  /** Who gets to see it beside the organisation's own members. */
  readonly recipients: string;
}

const nobodyElse = 'Nobody outside of the organisation; whoever runs the installation, as its processor (Article 28)';

export const processingActivities = {
  relations: {
    title: 'Relations with contacts',
    purpose: 'Knowing who customers and prospects are, what was agreed and said, and what is due',
    basis: 'Article 6(1)(b) where there is a contract or one is asked for; else 6(1)(f): keeping up with customers',
    recipients: nobodyElse,
  },
  evidence: {
    title: 'Evidence of what was done',
    purpose: 'Showing who changed what and that nothing was altered since',
    basis: 'Article 6(1)(f) and 5(2): being able to account for the processing',
    recipients: 'Whoever is given a link to receipts, a checkpoint or an export of the ledger: opaque ids alone',
  },
  accounts: {
    title: 'Accounts and membership',
    purpose: 'Signing people in, knowing where they belong and what they may do',
    basis: 'Article 6(1)(b): the account that the person uses',
    recipients: 'The mail server for links and codes; the provider that a person chooses to sign in with',
  },
  security: {
    title: 'Security',
    purpose: 'Finding and stopping attacks, and looking into them afterwards',
    basis: 'Article 6(1)(f) and 32: keeping everybody’s data safe',
    recipients: nobodyElse,
  },
  integrations: {
    title: 'Programs of the organisation',
    purpose: 'Letting programs of the organisation read and write its data',
    basis: 'Article 6(1)(b): the service that the organisation uses',
    recipients: 'The programs that the organisation gives a key to',
  },
  alerting: {
    title: 'Alerts',
    purpose: 'Telling the organisation of what it should look at',
    basis: 'Article 6(1)(f) and 32: noticing at once what endangers data',
    recipients: 'The mail server, and the webhook that the organisation names: opaque ids and counts alone',
  },
  consent: {
    title: 'Public pages and consent',
    purpose:
      'Showing the organisation’s pages, asking visitors before anything is stored on their devices, and proving what they chose',
    basis:
      'Article 6(1)(c) with 7(1) and 5(3) of the ePrivacy directive for choices; 6(1)(f) for pages and messages that are sent from them',
    recipients: 'The visitor, who can open, withdraw and delete what they chose; authorities to whom it is proven',
  },
  rights: {
    title: 'Rights of data subjects',
    purpose: 'Answering requests for access, correction, erasure and portability in time, and proving it',
    basis: 'Article 6(1)(c) with 12 and 15 to 21: a legal obligation',
    recipients: 'The person who asks; the mail server for codes and answers',
  },
  retention: {
    title: 'Retention and legal holds',
    purpose: 'Removing what has been kept long enough, and keeping what must not be removed',
    basis: 'Article 6(1)(c) with 5(1)(e) and 17(3)(e)',
    recipients: 'Courts and authorities, where they order it',
  },
  operation: {
    title: 'Running the installation',
    purpose: 'Finding databases and keys, doing work in the background, restoring after a loss',
    basis: 'Article 6(1)(f) and 32: the service works and survives a failure',
    recipients: 'Where backups and files are kept: the provider of that storage, who gets sealed bytes alone',
  },
} as const satisfies Record<string, ProcessingActivity>;

export type ProcessingActivityName = keyof typeof processingActivities;

/** What each table is for. Total by type: a table without a purpose does not compile. */
export const controlActivities: Readonly<Record<ControlModel, ProcessingActivityName>> = {
  Installation: 'operation',
  Organization: 'operation',
  Placement: 'operation',
  DataKey: 'operation',
  User: 'accounts',
  Account: 'accounts',
  Membership: 'accounts',
  Invite: 'accounts',
  LoginToken: 'accounts',
  Session: 'accounts',
  ApiKey: 'integrations',
  AllowedOrigin: 'integrations',
  ReceiptOutbox: 'evidence',
  AuditEvent: 'security',
  SpentToken: 'security',
  Job: 'operation',
  AlertSettings: 'alerting',
  OwedAlert: 'alerting',
  LedgerAuditState: 'evidence',
  LedgerPublication: 'evidence',
  LedgerWitness: 'evidence',
  WitnessedLog: 'evidence',
  LedgerShare: 'evidence',
  OrganizationErasure: 'rights',
  ErasureSettings: 'rights',
  Tombstone: 'rights',
  ErasureCertificate: 'rights',
  RestoreDrill: 'operation',
  ScheduleLease: 'operation',
  SubjectCode: 'rights',
  StorefrontAddress: 'consent',
  StorefrontDomain: 'consent',
  Passkey: 'accounts',
  TotpFactor: 'accounts',
  RecoveryCode: 'accounts',
  FactorChallenge: 'accounts',
  SecurityNotice: 'accounts',
  OAuthClient: 'integrations',
  OAuthGrant: 'integrations',
  OAuthCode: 'integrations',
  OAuthRefreshToken: 'integrations',
  OAuthDeviceCode: 'integrations',
};

export const tenantActivities: Readonly<Record<TenantModel, ProcessingActivityName>> = {
  TenantIdentity: 'operation',
  Contact: 'relations',
  Deal: 'relations',
  Activity: 'relations',
  Interaction: 'relations',
  File: 'relations',
  Import: 'relations',
  ImportChunk: 'relations',
  ImportReject: 'relations',
  IdempotencyRecord: 'integrations',
  Receipt: 'evidence',
  ReceiptDetail: 'evidence',
  LedgerKey: 'evidence',
  LedgerTile: 'evidence',
  LedgerCheckpoint: 'evidence',
  LedgerAudit: 'evidence',
  LedgerCosignature: 'evidence',
  LedgerHistory: 'evidence',
  Alert: 'alerting',
  Delivery: 'alerting',
  DataExport: 'rights',
  ArchiveImport: 'rights',
  SubjectRequest: 'rights',
  PersonErasure: 'rights',
  LegalHold: 'retention',
  RetentionOverride: 'retention',
  Storefront: 'consent',
  StorefrontImage: 'consent',
  ConsentPolicy: 'consent',
  ConsentRecord: 'consent',
  ConsentScan: 'consent',
  HeldMessage: 'consent',
};
