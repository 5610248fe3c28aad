/** Which receipts are meant. All that is given has to be met. */
export interface ReceiptFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  /** ISO 8601 UTC with milliseconds; the instant itself is included. */
  readonly from?: string | undefined;
  /** ISO 8601 UTC with milliseconds; the instant itself is not included. */
  readonly to?: string | undefined;
}
