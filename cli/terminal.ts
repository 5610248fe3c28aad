import { visibleText } from '#lib/platform/visible-text.ts';

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

/** Text for a terminal: its lines as they are, and nothing in them that steers one. Whoever answered wrote some of it. */
export function printable(text: string): string {
  return text
    .split('\n')
    .map((line) => visibleText(line, Number.POSITIVE_INFINITY))
    .join('\n');
}

/** The same value as JSON, in characters that steer no terminal either. Beyond ASCII, controls stand within its texts alone. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value ?? null, null, indent).replace(
    /[\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
