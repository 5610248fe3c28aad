/** Where a command writes. Answers go to `out`, and with `--json` nothing else does; messages go to `err`. */
export interface Terminal {
  out(text: string): void;
  /** As fast as whoever reads takes it. */
  outBytes(bytes: AsyncIterable<Uint8Array>): Promise<void>;
  err(text: string): void;
}

/** What a verb answers: for machines and for people. */
export interface Answer {
  readonly json: unknown;
  readonly text: string;
  /** In place of both. */
  readonly bytes?: AsyncIterable<Uint8Array>;
  /** The work was done and what it found is bad (a ledger that does not verify): exit code 1, the answer printed all the same. */
  readonly bad?: boolean;
}

export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Columns aligned by spaces, each line ended. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
