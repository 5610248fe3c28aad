import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { linesOf } from './entry-lines.ts';

/** Says whether an opening is to go, by what it says and by what its receipt is about. */
export type Mentions = (detail: string, subject: string) => boolean;

interface Line {
  readonly receipt?: { readonly action: string; readonly subject: string };
  readonly opening?: { readonly detail: string };
}

const lineBytesMax = 32 * 1_024 * 1_024;

/**
 * The same ledger without the openings that mention somebody: their lines say that they were erased at `at`, and the ledger
 * verifies as before (docs/ledger-format.md, sections 1.1 and 5.2). Openings of key rotations stay.
 */
export async function* withoutOpenings(
  content: AsyncIterable<Uint8Array>,
  mentions: Mentions,
  at: string,
  onErased: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  for await (const lines of linesOf('ledger', content, lineBytesMax)) {
    const kept = lines.map((line) => {
      if (!line.includes('"opening":')) return line;
      const { opening, ...rest } = JSON.parse(line) as Line;
      const { receipt } = rest;
      if (opening === undefined || receipt === undefined || receipt.action === 'ledger.keyRotated') return line;
      if (!mentions(opening.detail, receipt.subject)) return line;
      onErased();
      return canonicalJson({ ...rest, erased: at } as unknown as Json);
    });
    yield Buffer.from(`${kept.join('\n')}\n`, 'utf8');
  }
}

/** Mentions of contacts by their ids. */
export function namesOneOf(contacts: ReadonlySet<string>): Mentions {
  return (detail, subject) =>
    contacts.has(subject) || (detail.match(/con_[0-9A-HJKMNP-TV-Z]{26}/g) ?? []).some((id) => contacts.has(id));
}
