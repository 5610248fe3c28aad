export const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

/** Records at the beginning that are looked at. */
const recordsMax = 20;

/**
 * The character that separates the cells: the one that stands outside quotes equally often in the records at the
 * beginning of the file, and most often in the first. A comma when there is none.
 */
export function detectDelimiter(head: string): Delimiter {
  const counts = countByRecord(head);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const perRecord = counts.map((record) => record[delimiter]);
    const [first = 0] = perRecord;
    const like = perRecord.filter((count) => count === first).length;
    const score = first * (like / perRecord.length);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function countByRecord(head: string): Record<Delimiter, number>[] {
  const records: Record<Delimiter, number>[] = [];
  let record = noneYet();
  let quoted = false;
  let empty = true;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === '\n' || character === '\r')) {
      if (!empty) records.push(record);
      if (records.length >= recordsMax) return records;
      record = noneYet();
      empty = true;
      continue;
    }
    empty = false;
    if (!quoted && isDelimiter(character)) record[character] += 1;
  }
  // The last record may be cut off by the end of what was read; it counts when it is the only one.
  if (records.length === 0) records.push(record);
  return records;
}

function noneYet(): Record<Delimiter, number> {
  return { ',': 0, ';': 0, '\t': 0, '|': 0 };
}

function isDelimiter(character: string): character is Delimiter {
  return (delimiters as readonly string[]).includes(character);
}

/** Spreadsheets write `sep=;` as a first line of their own. Its length in bytes, and what it says. */
export function separatorLine(head: string): { readonly bytes: number; readonly delimiter: Delimiter } | null {
  const found = /^sep=([,;\t|])\r?\n/i.exec(head);
  const delimiter = found?.[1];
  return found && delimiter !== undefined && isDelimiter(delimiter) ? { bytes: found[0].length, delimiter } : null;
}
