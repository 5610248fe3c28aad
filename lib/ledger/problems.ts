/** What can be wrong with a ledger, an export of it or a checkpoint, and what it means. */
export const ledgerProblems = {
  malformed: 'It is not of its form.',
  missing: 'A receipt that belongs here is not there.',
  out_of_order: 'A receipt stands here that does not belong here.',
  altered: 'The receipt does not match its own hash.',
  unlinked: 'The receipt does not follow the one before it: a receipt was put in, taken out or exchanged.',
  foreign: 'It belongs to the ledger of another organisation.',
  detail_altered: 'The kept detail is not the one that the receipt committed to.',
  detail_missing: 'The detail is gone and no erasure is noted.',
  outside_filter: 'The receipt is not one of those that the export was asked for.',
  proof_altered: 'The proof does not lead from the receipt to the root of the checkpoint.',
  root_altered: "The checkpoint's root is not that of these receipts.",
  rewritten: 'It is not what was noted earlier: the ledger was rewritten at or before this place.',
  truncated: 'The ledger ends before a place that was noted earlier: it was cut or rolled back.',
  forked: 'Two signed checkpoints of one size have different roots: the ledger was forked.',
  checkpoint_missing: 'The checkpoint that belongs at the end is not there: the file was cut off.',
  checkpoint_malformed: 'The checkpoint is not a signed note of its form.',
  wrong_origin: 'The checkpoint is of another ledger.',
  wrong_size: 'The checkpoint is not of the size that belongs here.',
  unsigned: 'The checkpoint bears no signature by the key in force.',
  bad_signature: 'The signature does not belong to the checkpoint.',
  bad_rotation: 'The keys do not follow one another as their statements, signatures and receipts say.',
  unknown_key: 'The pinned key is not one of this ledger.',
  not_checked: 'Signatures cannot be checked here: Ed25519 is not supported.',
} as const satisfies Record<string, string>;

export type LedgerProblem = keyof typeof ledgerProblems;
