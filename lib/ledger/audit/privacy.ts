import {
  type ControlColumns,
  operational,
  organisational,
  retained,
  type TenantColumns,
} from '../../privacy/classes.ts';

const run = operational('When the ledger was checked, and what was found', 'run');

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

const witness = organisational('Who outside is asked to cosign the heads of the ledger');

export const ledgerWitnessPrivacy = {
  orgId: witness,
  vkey: witness,
  url: witness,
  size: witness,
  failingSince: witness,
  retryAt: witness,
} satisfies ControlColumns<'LedgerWitness'>;

const witnessed = retained(
  'What this installation cosigned for others: it must never sign another tree',
  'installation',
);

export const witnessedLogPrivacy = {
  origin: witnessed,
  size: witnessed,
  root: witnessed,
  note: witnessed,
  updatedAt: witnessed,
} satisfies ControlColumns<'WitnessedLog'>;

const cosigned = retained('Signed by witnesses outside: proves that they saw this head of the ledger');

export const ledgerCosignaturePrivacy = {
  size: cosigned,
  name: cosigned,
  line: cosigned,
  at: cosigned,
} satisfies TenantColumns<'LedgerCosignature'>;
