import { type OpenApiDocument, operationsOf } from '#lib/contract/document.ts';
import { docsPaths } from './paths.ts';

/** One link of the navigation. */
export interface OutlineLink {
  readonly href: string;
  readonly label: string;
  /** The method of an operation. */
  readonly method?: string | undefined;
  /** What it is found by besides its label. */
  readonly words: string;
}

export interface OutlinePart {
  readonly title: string;
  readonly href: string;
  readonly links: readonly OutlineLink[];
}

/** The operations of each part of the contract, in reading order. */
export function referenceOutline(document: OpenApiDocument): OutlinePart[] {
  const all = operationsOf(document);
  return document.tags.map(({ name: title }) => ({
    title,
    href: docsPaths.section(title),
    links: all
      .filter(({ operation }) => operation.tags.includes(title))
      .map(({ path, method, operation }) => ({
        href: docsPaths.operation(title, operation.operationId),
        label: operation.summary,
        method,
        words: `${operation.operationId} ${method} ${path}`,
      })),
  }));
}
