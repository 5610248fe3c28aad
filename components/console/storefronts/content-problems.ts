import { StorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { type EditorSection, editorSections, sectionOf } from './editor-sections.ts';

/** What is wrong with a content, the first problem of each member, by its path such as `cards.0.title`. */
export type ContentProblems = Readonly<Record<string, string>>;

/** Nothing when the content could be saved. */
export function problemsOf(content: StorefrontContentOf): ContentProblems {
  const read = StorefrontContent.safeParse(content);
  if (read.success) return {};
  const found: Record<string, string> = {};
  for (const { path, message } of read.error.issues) found[path.join('.')] ??= message;
  return found;
}

/** How many problems each section has; sections without one are missing. */
export function problemCounts(problems: ContentProblems): Readonly<Partial<Record<EditorSection, number>>> {
  const counts: Partial<Record<EditorSection, number>> = {};
  for (const path of Object.keys(problems)) {
    const section = sectionOf(path);
    counts[section] = (counts[section] ?? 0) + 1;
  }
  return counts;
}

/** The first section, in the editor's order, in which something is wrong. */
export function firstTroubled(problems: ContentProblems): EditorSection | undefined {
  const counts = problemCounts(problems);
  return editorSections.find((section) => counts[section] !== undefined);
}

/** Whether two contents are the same, whatever the order of their members. */
export function sameContent(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every(
    (name) =>
      Object.hasOwn(other, name) &&
      sameContent((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
