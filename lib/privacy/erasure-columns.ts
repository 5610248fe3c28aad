import { type ControlColumns, operational, organisational, personal, retained } from './classes.ts';

const erasing = retained('Ends an erasure that was begun, and proves it; names nobody', 'installation');

export const organizationErasurePrivacy = {
  id: erasing,
  orgId: erasing,
  state: erasing,
  step: erasing,
  requestedBy: personal('member', 'Who asked for it, by opaque id', 'account'),
  approvedBy: personal('member', 'Who approved it, by opaque id', 'account'),
  notBefore: erasing,
  found: erasing,
  certificate: erasing,
  tell: personal('member', 'Who is told when it is done, by opaque id; empty once they were', 'account'),
  problem: erasing,
  createdAt: erasing,
  updatedAt: erasing,
  finishedAt: erasing,
} satisfies ControlColumns<'OrganizationErasure'>;

const guarded = organisational('How the organisation guards its own erasure');

export const erasureSettingsPrivacy = {
  orgId: guarded,
  coolingOffDays: guarded,
  secondApproval: guarded,
  updatedAt: guarded,
} satisfies ControlColumns<'ErasureSettings'>;

const stone = retained('Erases a restored copy again; an opaque id alone', 'installation');

export const tombstonePrivacy = {
  id: stone,
  kind: stone,
  orgId: stone,
  subject: stone,
  at: stone,
} satisfies ControlColumns<'Tombstone'>;

const certificate = retained('Proves that an organisation was erased; names nobody', 'installation');

export const erasureCertificatePrivacy = {
  number: certificate,
  orgId: certificate,
  seq: certificate,
  at: certificate,
  file: certificate,
} satisfies ControlColumns<'ErasureCertificate'>;

const drill = operational('Shows that backups can be restored', 'drill');

export const restoreDrillPrivacy = {
  id: drill,
  startedAt: drill,
  finishedAt: drill,
  outcome: drill,
  backup: drill,
  organizations: drill,
  users: drill,
  receipts: drill,
  problems: drill,
} satisfies ControlColumns<'RestoreDrill'>;

const lease = operational('Keeps two processes from doing the same scheduled work', 'installation');

export const scheduleLeasePrivacy = {
  name: lease,
  holder: lease,
  until: lease,
  seenAt: lease,
  lastRunAt: lease,
} satisfies ControlColumns<'ScheduleLease'>;

const subjectCode = operational('Shows once that whoever asks has the mailbox', 'token');

export const subjectCodePrivacy = {
  id: subjectCode,
  orgId: subjectCode,
  requestId: subjectCode,
  purpose: subjectCode,
  mailbox: subjectCode,
  codeHash: subjectCode,
  attempts: subjectCode,
  createdAt: subjectCode,
  expiresAt: subjectCode,
  usedAt: subjectCode,
  ticketHash: subjectCode,
  ticketExpiresAt: subjectCode,
} satisfies ControlColumns<'SubjectCode'>;
