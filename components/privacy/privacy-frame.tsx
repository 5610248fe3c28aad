import type { ReactNode } from 'react';
import { Wordmark } from '../shell/logo.tsx';

export interface PrivacyFrameProps {
  /** What the organisation is called. */
  organization: string;
  children: ReactNode;
}

/** Stands around what people outside of an organisation do about their data there. */
export function PrivacyFrame({ organization, children }: PrivacyFrameProps) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-xl flex-col px-4 py-6 sm:px-6 sm:py-10">
      <header>
        <p className="text-sm font-medium text-ink-2 [overflow-wrap:anywhere]">{organization}</p>
      </header>
      <main className="flex-1 py-6 sm:py-8">{children}</main>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-4 text-xs text-ink-3">
        <span>Handled with</span>
        <a href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
          <Wordmark />
        </a>
      </footer>
    </div>
  );
}
