import { type ControlColumns, operational, personal, retained, type TenantColumns } from '../privacy/classes.ts';

const evidence = retained('Evidence of every write, chained; holds opaque ids and salted commitments alone');

export const receiptPrivacy = {
  seq: evidence,
  id: evidence,
  at: evidence,
  actor: evidence,
  action: evidence,
  subject: evidence,
  commitment: evidence,
  prev: evidence,
  hash: evidence,
} satisfies TenantColumns<'Receipt'>;

/** Kept apart from the receipts, so that it can be erased without breaking them. */
export const receiptDetailPrivacy = {
  seq: operational('Which receipt the detail belongs to'),
  salt: personal('contact', 'Opens the commitment; without it the detail cannot be guessed', 'detail'),
  detail: personal('contact', 'What the write changed', 'detail'),
  erasedAt: operational('When the detail was erased'),
  outboxId: operational('Settles each owed receipt once'),
} satisfies TenantColumns<'ReceiptDetail'>;

const signing = operational('Signs the heads of the ledger and lets anybody check them');

export const ledgerKeyPrivacy = {
  version: signing,
  vkey: signing,
  since: signing,
  signature: signing,
  wrapped: operational('The private key, sealed under the organisation’s data key'),
  dataKeyVersion: signing,
  createdAt: signing,
} satisfies TenantColumns<'LedgerKey'>;

const tree = retained('Hashes over receipts: proves that one is in the ledger');

export const ledgerTilePrivacy = { level: tree, n: tree, hashes: tree } satisfies TenantColumns<'LedgerTile'>;

const signed = retained('Signed head of the ledger: proves that nothing before it was changed');

export const ledgerCheckpointPrivacy = {
  size: signed,
  root: signed,
  note: signed,
  at: signed,
  keyVersion: signed,
} satisfies TenantColumns<'LedgerCheckpoint'>;

const owed = operational('Owed to the ledger until it has been appended there, usually milliseconds', 'job');

export const receiptOutboxPrivacy = {
  id: owed,
  orgId: owed,
  draft: personal('member', 'The receipt to be appended, with its detail', 'job'),
  createdAt: owed,
} satisfies ControlColumns<'ReceiptOutbox'>;
