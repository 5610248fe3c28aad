import { type FieldProblem, fail, type HoldfastError } from '../../../platform/errors.ts';

/** Problems that are told; an archive with more of them is refused all the same. */
export const problemsMax = 100;

/** Names as they may be shown: a hostile one must not reach a terminal or a page as it stands. */
export function shownName(name: string): string {
  return shown(name, 120);
}

/** The messages of checks quote what they were given, such as a member that should not be there. */
const messageCharsMax = 300;

function shown(text: string, charsMax: number): string {
  const plain = text
    .slice(0, charsMax)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
    .toWellFormed();
  return text.length > charsMax ? `${plain}…` : plain;
}

/** `path` is the name of an entry, or `archive` for what concerns the whole. */
export function archiveProblem(entry: string | null, message: string): FieldProblem {
  return { path: entry === null ? 'archive' : shownName(entry), message: shown(message, messageCharsMax) };
}

/** The refusal of the whole archive for one reason. */
export function refused(entry: string | null, message: string): HoldfastError {
  return fail('archive_refused', { problems: [archiveProblem(entry, message)] });
}

/** Collects what is wrong with an archive, up to a number of problems: {@link problemsMax} unless said otherwise. */
export class ArchiveProblems {
  readonly #max: number;
  readonly #found: FieldProblem[] = [];

  constructor(max = problemsMax) {
    this.#max = max;
  }

  add(entry: string | null, message: string): void {
    this.include([archiveProblem(entry, message)]);
  }

  include(problems: readonly FieldProblem[]): void {
    this.#found.push(...problems.slice(0, this.#max - this.#found.length));
  }

  get full(): boolean {
    return this.#found.length >= this.#max;
  }

  get list(): readonly FieldProblem[] {
    return this.#found;
  }

  /** @throws `archive_refused` when anything was found. */
  settle(): void {
    if (this.#found.length > 0) throw fail('archive_refused', { problems: this.#found });
  }
}
