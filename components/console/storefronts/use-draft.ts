'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { type FormState, idleForm } from '../../forms/form-state.ts';
import { type ContentProblems, problemsOf, sameContent } from './content-problems.ts';
import type { StorefrontAction } from './storefront-state.ts';
import type { StorefrontDetail } from './storefront-types.ts';

/** Why the draft was not saved, where that is no matter of a field. */
export type SaveRefusal = Pick<FormState, 'requestId' | 'remedy'> & { readonly message: string };

export interface SaveOutcome {
  /** Whether the draft is saved, or was already. If not, `problems` of fields, `refusal` or `conflict` say why. */
  readonly saved: boolean;
  readonly problems: ContentProblems;
}

export interface Draft {
  readonly content: StorefrontContentOf;
  change(next: (content: StorefrontContentOf) => StorefrontContentOf): void;
  /** Whether something was typed that is not saved. */
  readonly dirty: boolean;
  readonly saving: boolean;
  /** By path; empty until saving was tried. */
  readonly problems: ContentProblems;
  readonly refusal: SaveRefusal | null;
  /** Whether somebody else saved another draft since this one was read. */
  readonly conflict: boolean;
  /** What they saved; null until it is known. */
  readonly theirs: StorefrontContentOf | null;
  save(): Promise<SaveOutcome>;
  /** Goes on with what is saved now, and forgets what was typed. */
  takeSaved(): void;
  /** Goes on with what was typed, in place of what somebody else saved. */
  keepTyped(): void;
  /** After an act of one's own that made another version. */
  adopt(storefront: StorefrontDetail): void;
}

/** The version that an edit was made on. */
interface Base {
  readonly version: number;
  readonly draft: StorefrontContentOf;
}

/**
 * What is being typed, over the draft that was last saved. Nothing that was typed is lost by what others save: that is said, and
 * the person decides.
 */
export function useDraft(storefront: StorefrontDetail, saveAction: StorefrontAction): Draft {
  const router = useRouter();
  const [base, setBase] = useState<Base>(storefront);
  const [content, setContent] = useState(storefront.draft);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<ContentProblems>({});
  const [refusal, setRefusal] = useState<SaveRefusal | null>(null);
  const [conflict, setConflict] = useState(false);
  const [saving, startSaving] = useTransition();

  const dirty = content !== base.draft && !sameContent(content, base.draft);
  // The page was drawn anew with what somebody else saved: taken over when nothing is lost by it.
  if (!dirty && !saving && storefront.version > base.version) {
    setBase(storefront);
    setContent(storefront.draft);
  }
  const theirs = conflict && storefront.version > base.version ? storefront.draft : null;
  // It was published, or what visitors are asked was edited: the draft is still the one that was typed over.
  if (theirs !== null && sameContent(theirs, base.draft)) {
    settle(storefront);
    setRefusal({ message: 'The storefront was changed meanwhile, but not its draft. Save once more.' });
  }

  function settle(next: Base) {
    setBase(next);
    setTried(false);
    setRefused({});
    setRefusal(null);
    setConflict(false);
  }

  async function send(): Promise<SaveOutcome> {
    const typed = content;
    const form = new FormData();
    form.set('id', storefront.id);
    form.set('version', String(base.version));
    form.set('draft', JSON.stringify(typed));
    const state = await saveAction(idleForm, form);
    if (state.status === 'done' && state.storefront) {
      const saved = state.storefront;
      settle(saved);
      // What was typed while it was under way stays.
      setContent((now) => (now === typed ? saved.draft : now));
      return { saved: true, problems: {} };
    }
    if (state.code === 'version_conflict') {
      setConflict(true);
      router.refresh();
      return { saved: false, problems: {} };
    }
    const { message = 'The draft was not saved.', requestId, remedy } = state;
    const found = Object.fromEntries(
      Object.entries(state.fieldErrors ?? {}).map(([path, problem]) => [path.replace(/^draft\./, ''), problem]),
    );
    setRefused(found);
    if (Object.keys(found).length === 0) setRefusal({ message, requestId, remedy });
    return { saved: false, problems: found };
  }

  return {
    content,
    dirty,
    saving,
    conflict,
    theirs,
    refusal,
    problems: tried ? { ...refused, ...problemsOf(content) } : refused,
    change(next) {
      setContent(next);
      setRefused({});
    },
    save() {
      setTried(true);
      setRefusal(null);
      const found = problemsOf(content);
      if (Object.keys(found).length > 0) return Promise.resolve({ saved: false, problems: found });
      if (!dirty) return Promise.resolve({ saved: true, problems: {} });
      return new Promise((resolve, reject) => {
        startSaving(() => send().then(resolve, reject));
      });
    },
    takeSaved() {
      settle(storefront.version > base.version ? storefront : base);
      setContent(storefront.version > base.version ? storefront.draft : base.draft);
    },
    keepTyped() {
      settle(storefront);
    },
    adopt(next) {
      if (!dirty) setContent(next.draft);
      settle(next);
    },
  };
}
