/** What can be wrong, and what it means. */
export const ledgerProblems = {
  malformed: 'A field is not of its form.',
  missing: 'A receipt that belongs here is not there.',
  out_of_order: 'A receipt stands here that does not belong here.',
  altered: 'The receipt does not match its own hash.',
  unlinked: 'The receipt does not follow the one before it: a receipt was put in, taken out or exchanged.',
  detail_altered: 'The kept detail is not the one that the receipt committed to.',
  detail_missing: 'The detail is gone and no erasure is noted.',
  rewritten: 'Another receipt stands where the known head was: the ledger was rewritten at or before this place.',
  truncated: 'The ledger ends before the known head.',
} as const satisfies Record<string, string>;

export type LedgerProblem = keyof typeof ledgerProblems;
