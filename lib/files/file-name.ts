/** Long enough for every name that people give, and short enough for every disk. */
const charsMax = 200;
/** A longer ending is no ending. */
const endingCharsMax = 12;

/** What cannot be seen or turns the order of what stands around it; joiners inside words and emoji stay. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
const joiners = new Set(['\u200c', '\u200d']);

/**
 * The name as it is kept, shown and offered for saving: without a path, without what cannot be seen, in NFC, not hidden
 * (no dot in front), at most 200 characters with its ending. `file` when nothing is left.
 */
export function cleanFileName(given: string | undefined): string {
  const seen = (given ?? '').replace(unseen, (char) => (joiners.has(char) ? char : ''));
  const last = seen.split(/[\\/]/).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  if (name === '') return 'file';
  return name.length <= charsMax ? name : shortened(name);
}

/** Whether the name could be one that is kept; what an erasure wrote into it may have made it longer than an upload's. */
export function isKeptName(name: string): boolean {
  const hides = (name.match(unseen) ?? []).some((char) => !joiners.has(char));
  return name !== '' && name.length <= 2 * charsMax && !hides && !/[\\/]|^[\s.]/u.test(name);
}

function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= endingCharsMax ? name.slice(dot) : '';
  return `${name.slice(0, charsMax - ending.length)}${ending}`.toWellFormed().replaceAll('\ufffd', '');
}

/** What stands behind the last dot, in lower case; empty when there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}
