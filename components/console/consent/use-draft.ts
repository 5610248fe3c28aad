'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { SavedState, Settings, SettingsAnswer } from './consent-types.ts';
import { same } from './settings-changes.ts';

export interface Draft {
  readonly settings: Settings;
  /** What the next change builds on. */
  readonly version: number;
  /** Whether something was typed that is not kept. */
  readonly unsaved: boolean;
  change(part: Partial<Settings>): void;
  discard(): void;
  saved(state: SavedState): void;
  /** After somebody else's change: goes on with theirs, or with what was typed on top of theirs. */
  settle(whose: 'theirs' | 'mine'): void;
}

/** What is being typed, beside what is kept: nobody's change is lost without being told. */
export function useDraft(kept: SettingsAnswer): Draft {
  const router = useRouter();
  const [base, setBase] = useState({ settings: kept.draft, version: kept.version });
  const [settings, setSettings] = useState(kept.draft);
  const [settling, setSettling] = useState<'theirs' | 'mine' | null>(null);
  const unsaved = !same(settings, base.settings);

  // The page was drawn anew with something later: taken over where nothing is typed, or where that was asked for.
  if (kept.version > base.version && (settling !== null || !unsaved)) {
    setBase({ settings: kept.draft, version: kept.version });
    if (settling !== 'mine') setSettings(kept.draft);
    setSettling(null);
  }

  useEffect(() => {
    if (!unsaved) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [unsaved]);

  return {
    settings,
    version: base.version,
    unsaved,
    change: (part) => setSettings((before) => ({ ...before, ...part })),
    discard: () => setSettings(base.settings),
    saved: (state) => {
      if (state.saved === undefined) return;
      const { sent, settings: taken, version } = state.saved;
      setBase({ settings: taken, version });
      // What was typed while it was sent stays.
      setSettings((now) => (JSON.stringify(now) === sent ? taken : now));
    },
    settle: (whose) => {
      setSettling(whose);
      router.refresh();
    },
  };
}
