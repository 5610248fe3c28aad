import { operational, organisational, personal, retained, type TenantColumns } from './classes.ts';

const exported = organisational('What was exported, when, and by whom', 'export');
const exportState = operational('Makes the archive, goes on after a restart, and removes it in time', 'export');

export const dataExportPrivacy = {
  id: exported,
  kind: exported,
  subject: personal('contact', 'Whose data was exported, by opaque id', 'export'),
  options: exported,
  state: exportState,
  rowsTotal: exportState,
  rowsDone: exportState,
  object: exportState,
  fileName: exported,
  bytes: exported,
  sha256: exported,
  error: exportState,
  createdBy: personal('member', 'Who asked for it, by opaque id', 'export'),
  createdAt: exported,
  updatedAt: exportState,
  finishedAt: exported,
  expiresAt: exported,
  downloadedAt: exported,
} satisfies TenantColumns<'DataExport'>;

const archive = organisational('Which archive was taken in, and what became of it');
const archiveState = operational('Takes the archive in, and goes on after a restart', 'job');

export const archiveImportPrivacy = {
  id: archive,
  fileName: archive,
  fileBytes: archive,
  state: archive,
  object: archiveState,
  sha256: archive,
  rowsTotal: archive,
  rowsDone: archive,
  checkpoint: archiveState,
  problems: archive,
  report: archive,
  people: personal('member', 'Whom the owner may invite again', 'organisation'),
  error: archiveState,
  createdBy: personal('member', 'Who brought it, by opaque id', 'organisation'),
  createdAt: archive,
  updatedAt: archiveState,
  finishedAt: archive,
} satisfies TenantColumns<'ArchiveImport'>;

const history = retained('The ledger that an archive brought; it names people by opaque ids alone', 'ledger');

export const ledgerHistoryPrivacy = {
  id: history,
  origin: history,
  orgId: history,
  size: history,
  root: history,
  note: history,
  object: history,
  sha256: history,
  importedAt: history,
} satisfies TenantColumns<'LedgerHistory'>;

const asked = personal('contact', 'Answering what somebody asked about their data', 'request');
const requestState = organisational('Answering requests in time, and showing that it was done', 'request');
const requestProof = operational('Opens the answer for whoever has the link and the mailbox', 'token');

export const subjectRequestPrivacy = {
  id: requestState,
  kind: requestState,
  state: requestState,
  name: asked,
  email: asked,
  message: asked,
  receivedAt: requestState,
  verifiedAt: requestState,
  dueAt: requestState,
  extendedAt: requestState,
  extensionReason: requestState,
  remindedDays: requestState,
  assignedTo: personal('member', 'Who takes care of it, by opaque id', 'request'),
  contactId: asked,
  exportId: requestState,
  erasureId: requestState,
  answer: asked,
  refusalReason: asked,
  answeredBy: personal('member', 'Who answered it, by opaque id', 'request'),
  closedAt: requestState,
  owedMail: requestState,
  mailedAt: requestState,
  answerTokenHash: requestProof,
  answerExpiresAt: requestState,
  answerOpened: requestState,
  answerDownloads: requestState,
  erasedAt: requestState,
  version: requestState,
  updatedAt: requestState,
} satisfies TenantColumns<'SubjectRequest'>;

const erased = retained('Shows that a person was erased, and how much; names nobody', 'organisation');

export const personErasurePrivacy = {
  id: erased,
  kind: erased,
  subject: erased,
  state: erased,
  counts: erased,
  plan: personal('contact', 'Finds the person until all of it is erased', 'job'),
  requestId: erased,
  createdBy: personal('member', 'Who erased them, by opaque id', 'organisation'),
  createdAt: erased,
  updatedAt: erased,
  finishedAt: erased,
} satisfies TenantColumns<'PersonErasure'>;

const hold = organisational('Keeps what a court or an authority may ask for');

export const legalHoldPrivacy = {
  id: hold,
  contactId: personal('contact', 'Whose data is held, by opaque id', 'organisation'),
  reason: hold,
  createdBy: personal('member', 'Who decided it, by opaque id', 'organisation'),
  createdAt: hold,
  releasedAt: hold,
  releasedBy: personal('member', 'Who ended it, by opaque id', 'organisation'),
} satisfies TenantColumns<'LegalHold'>;

const retention = organisational('How long the organisation keeps what');

export const retentionOverridePrivacy = {
  rule: retention,
  days: retention,
  updatedBy: personal('member', 'Who decided it, by opaque id', 'organisation'),
  updatedAt: retention,
} satisfies TenantColumns<'RetentionOverride'>;
