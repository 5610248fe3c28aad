/** A signed head of a ledger's tree: docs/ledger-format.md, section 4. */
export interface SignedCheckpoint {
  /** How many receipts it covers, from the first. */
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note, whole. */
  readonly note: string;
  /** When it was signed, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** Which of the ledger's keys signed it. */
  readonly keyVersion: number;
}
