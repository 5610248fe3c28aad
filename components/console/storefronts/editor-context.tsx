'use client';

import { createContext, use } from 'react';
import type { ConsentService } from '#lib/consent/categories.ts';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import type { ContentProblems } from './content-problems.ts';
import type { StorefrontDetail, StorefrontImage } from './storefront-types.ts';

/** What the sections of the editor share. */
export interface Editor {
  /** The organisation's slug. */
  readonly org: string;
  readonly storefront: StorefrontDetail;
  /** As it is being edited. */
  readonly content: StorefrontContentOf;
  change(next: (content: StorefrontContentOf) => StorefrontContentOf): void;
  /** By path, once saving was tried. */
  readonly problems: ContentProblems;
  /** Why the reader can change nothing; undefined when they can. */
  readonly locked: string | undefined;
  readonly images: readonly StorefrontImage[];
  /** Shows an image that was just taken, before the page knows of it. */
  addImage(image: StorefrontImage): void;
  /** What the consent settings of the storefront name. */
  readonly services: readonly ConsentService[];
}

const EditorContext = createContext<Editor | null>(null);

export function EditorProvider({ editor, children }: { editor: Editor; children: React.ReactNode }) {
  return <EditorContext value={editor}>{children}</EditorContext>;
}

/** The editor that the component stands in. */
export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('outside of the editor of a storefront');
  return editor;
}
