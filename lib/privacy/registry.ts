import { alertPrivacy, alertSettingsPrivacy, deliveryPrivacy, owedAlertPrivacy } from '../alerts/privacy.ts';
import { apiKeyPrivacy } from '../api-keys/privacy.ts';
import {
  activityPrivacy,
  contactPrivacy,
  dealPrivacy,
  importChunkPrivacy,
  importPrivacy,
  importRejectPrivacy,
} from '../crm/privacy.ts';
import { filePrivacy } from '../files/privacy.ts';
import { interactionPrivacy } from '../interactions/privacy.ts';
import {
  ledgerAuditPrivacy,
  ledgerAuditStatePrivacy,
  ledgerCosignaturePrivacy,
  ledgerPublicationPrivacy,
  ledgerWitnessPrivacy,
  witnessedLogPrivacy,
} from '../ledger/audit/privacy.ts';
import {
  ledgerCheckpointPrivacy,
  ledgerKeyPrivacy,
  ledgerTilePrivacy,
  receiptDetailPrivacy,
  receiptOutboxPrivacy,
  receiptPrivacy,
} from '../ledger/privacy.ts';
import { ledgerSharePrivacy } from '../ledger/share/privacy.ts';
import { allowedOriginPrivacy } from '../origins/privacy.ts';
import type { ControlColumns, ControlModel, PrivacyClass, TenantColumns, TenantModel } from './classes.ts';
import {
  erasureCertificatePrivacy,
  erasureSettingsPrivacy,
  organizationErasurePrivacy,
  restoreDrillPrivacy,
  scheduleLeasePrivacy,
  subjectCodePrivacy,
  tombstonePrivacy,
} from './erasure-columns.ts';
import {
  factorChallengePrivacy,
  passkeyPrivacy,
  recoveryCodePrivacy,
  securityNoticePrivacy,
  totpFactorPrivacy,
} from './factor-columns.ts';
import {
  accountPrivacy,
  auditEventPrivacy,
  invitePrivacy,
  loginTokenPrivacy,
  membershipPrivacy,
  sessionPrivacy,
  spentTokenPrivacy,
  userPrivacy,
} from './identity-columns.ts';
import {
  oauthClientPrivacy,
  oauthCodePrivacy,
  oauthDeviceCodePrivacy,
  oauthGrantPrivacy,
  oauthRefreshTokenPrivacy,
} from './oauth-columns.ts';
import {
  archiveImportPrivacy,
  dataExportPrivacy,
  ledgerHistoryPrivacy,
  legalHoldPrivacy,
  personErasurePrivacy,
  retentionOverridePrivacy,
  subjectRequestPrivacy,
} from './privacy-columns.ts';
import {
  consentPolicyPrivacy,
  consentRecordPrivacy,
  consentScanPrivacy,
  heldMessagePrivacy,
  storefrontAddressPrivacy,
  storefrontDomainPrivacy,
  storefrontImagePrivacy,
  storefrontPrivacy,
} from './storefront-columns.ts';
import {
  dataKeyPrivacy,
  idempotencyRecordPrivacy,
  installationPrivacy,
  jobPrivacy,
  organizationPrivacy,
  placementPrivacy,
  tenantIdentityPrivacy,
} from './tenancy-columns.ts';

/** Every column of the control database, with what it holds and why. Total by type and by test. CLAIMS G8. */
export const controlRegistry: Readonly<{ [Model in ControlModel]: ControlColumns<Model> }> = {
  Installation: installationPrivacy,
  Organization: organizationPrivacy,
  Placement: placementPrivacy,
  DataKey: dataKeyPrivacy,
  User: userPrivacy,
  Account: accountPrivacy,
  Membership: membershipPrivacy,
  Invite: invitePrivacy,
  LoginToken: loginTokenPrivacy,
  Session: sessionPrivacy,
  ApiKey: apiKeyPrivacy,
  AllowedOrigin: allowedOriginPrivacy,
  ReceiptOutbox: receiptOutboxPrivacy,
  AuditEvent: auditEventPrivacy,
  SpentToken: spentTokenPrivacy,
  Job: jobPrivacy,
  AlertSettings: alertSettingsPrivacy,
  OwedAlert: owedAlertPrivacy,
  LedgerAuditState: ledgerAuditStatePrivacy,
  LedgerPublication: ledgerPublicationPrivacy,
  LedgerWitness: ledgerWitnessPrivacy,
  WitnessedLog: witnessedLogPrivacy,
  LedgerShare: ledgerSharePrivacy,
  StorefrontAddress: storefrontAddressPrivacy,
  StorefrontDomain: storefrontDomainPrivacy,
  OrganizationErasure: organizationErasurePrivacy,
  ErasureSettings: erasureSettingsPrivacy,
  Tombstone: tombstonePrivacy,
  ErasureCertificate: erasureCertificatePrivacy,
  RestoreDrill: restoreDrillPrivacy,
  ScheduleLease: scheduleLeasePrivacy,
  SubjectCode: subjectCodePrivacy,
  Passkey: passkeyPrivacy,
  TotpFactor: totpFactorPrivacy,
  RecoveryCode: recoveryCodePrivacy,
  FactorChallenge: factorChallengePrivacy,
  SecurityNotice: securityNoticePrivacy,
  OAuthClient: oauthClientPrivacy,
  OAuthGrant: oauthGrantPrivacy,
  OAuthCode: oauthCodePrivacy,
  OAuthRefreshToken: oauthRefreshTokenPrivacy,
  OAuthDeviceCode: oauthDeviceCodePrivacy,
};

/** Every column of an organisation's own database. */
export const tenantRegistry: Readonly<{ [Model in TenantModel]: TenantColumns<Model> }> = {
  TenantIdentity: tenantIdentityPrivacy,
  Contact: contactPrivacy,
  Deal: dealPrivacy,
  Activity: activityPrivacy,
  Interaction: interactionPrivacy,
  IdempotencyRecord: idempotencyRecordPrivacy,
  Import: importPrivacy,
  ImportChunk: importChunkPrivacy,
  ImportReject: importRejectPrivacy,
  Receipt: receiptPrivacy,
  ReceiptDetail: receiptDetailPrivacy,
  LedgerKey: ledgerKeyPrivacy,
  LedgerTile: ledgerTilePrivacy,
  LedgerCheckpoint: ledgerCheckpointPrivacy,
  Alert: alertPrivacy,
  Delivery: deliveryPrivacy,
  LedgerAudit: ledgerAuditPrivacy,
  LedgerCosignature: ledgerCosignaturePrivacy,
  File: filePrivacy,
  Storefront: storefrontPrivacy,
  StorefrontImage: storefrontImagePrivacy,
  ConsentPolicy: consentPolicyPrivacy,
  ConsentRecord: consentRecordPrivacy,
  ConsentScan: consentScanPrivacy,
  HeldMessage: heldMessagePrivacy,
  DataExport: dataExportPrivacy,
  ArchiveImport: archiveImportPrivacy,
  LedgerHistory: ledgerHistoryPrivacy,
  SubjectRequest: subjectRequestPrivacy,
  PersonErasure: personErasurePrivacy,
  LegalHold: legalHoldPrivacy,
  RetentionOverride: retentionOverridePrivacy,
};

/**
 * Tables that hold nothing of their own: an index is filled from the table that it serves and emptied with it.
 * By name prefix, since the search engine keeps several tables for one index.
 */
export const derivedTables: Readonly<Record<string, { readonly from: TenantModel; readonly purpose: string }>> = {
  contact_search: { from: 'Contact', purpose: 'Full-text index over names, companies, addresses and numbers' },
};

export interface DeclaredColumn {
  readonly database: 'control' | 'tenant';
  readonly model: string;
  readonly column: string;
  readonly privacy: PrivacyClass;
}

/** The registry as a list, in the order in which it is declared. */
export const declaredColumns: readonly DeclaredColumn[] = [
  ...columnsOf('control', controlRegistry),
  ...columnsOf('tenant', tenantRegistry),
];

function columnsOf(
  database: DeclaredColumn['database'],
  registry: Readonly<Record<string, Readonly<Record<string, PrivacyClass>>>>,
): DeclaredColumn[] {
  return Object.entries(registry).flatMap(([model, columns]) =>
    Object.entries(columns).map(([column, privacy]) => ({ database, model, column, privacy })),
  );
}
