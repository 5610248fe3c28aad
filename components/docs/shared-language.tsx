'use client';

import { useEffect } from 'react';

/** Outlives the page, so that the next one opens in the same language. */
let chosen: string | null = null;

/** Where scripts run, choosing a language for one example chooses it for all. */
export function SharedLanguage() {
  useEffect(() => {
    const inputs = (language: string) =>
      document.querySelectorAll<HTMLInputElement>(`input[data-code-language="${CSS.escape(language)}"]`);
    const apply = (language: string) => {
      for (const input of inputs(language)) input.checked = true;
    };
    const onChange = ({ target }: Event) => {
      const language = target instanceof HTMLInputElement ? target.dataset.codeLanguage : undefined;
      if (language === undefined) return;
      chosen = language;
      apply(language);
    };
    if (chosen !== null) apply(chosen);
    document.addEventListener('change', onChange);
    return () => document.removeEventListener('change', onChange);
  }, []);
  return null;
}
