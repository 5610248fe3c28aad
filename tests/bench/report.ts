/** One row of a result table. Numbers are printed rounded; text stands as it is. */
export type Row = Readonly<Record<string, string | number>>;

/**
 * Hands one row to the runner, which reads stdout line by line. Rows of one title make one table, so they carry the same
 * columns; units stand last in a column's name (`p99Ms`, `rowsPerSecond`).
 */
export function report(title: string, row: Row): void {
  process.stdout.write(`${JSON.stringify({ title, row })}\n`);
}

/** The value below which the given share of the sorted values lies. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** To three significant digits: what a run of this length can tell. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
