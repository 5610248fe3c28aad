import { type ControlColumns, operational, organisational, type TenantColumns } from '../../privacy/classes.ts';

const run = operational('When the ledger was checked, and what was found');

export const ledgerAuditPrivacy = {
  id: run,
  startedAt: run,
  endedAt: run,
  fromSeq: run,
  toSeq: run,
  samples: run,
  outcome: run,
  problemSeq: run,
  problem: run,
} satisfies TenantColumns<'LedgerAudit'>;

const place = operational('How far the ledger was checked, kept apart from it');

export const ledgerAuditStatePrivacy = {
  orgId: place,
  seq: place,
  hash: place,
  frontier: place,
  verifiedAt: place,
  dueAt: place,
} satisfies ControlColumns<'LedgerAuditState'>;

const publication = organisational('Where the signed heads of the ledger are sent');

export const ledgerPublicationPrivacy = {
  orgId: publication,
  mail: publication,
  webhook: publication,
  mailedSize: publication,
  mailedAt: publication,
  webhookSize: publication,
  updatedAt: publication,
} satisfies ControlColumns<'LedgerPublication'>;
