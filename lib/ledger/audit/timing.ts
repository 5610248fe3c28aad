/** A ledger is checked this often. */
export const auditEverySeconds = 3 * 3_600;
/** A ledger that was not checked for so long is an alert. */
export const staleSeconds = 24 * 3_600;
/** Runs that are kept for each organisation. */
export const runsKept = 200;
