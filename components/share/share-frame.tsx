import type { ReactNode } from 'react';
import { Wordmark } from '../shell/logo.tsx';

/** Stands around what people without an account are shown by a link. It leads nowhere but to the start page. */
export function ShareFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-5 sm:px-8 sm:py-7">
      <header>
        <a href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
          <Wordmark />
        </a>
      </header>
      <main className="grid gap-6 py-10">{children}</main>
    </div>
  );
}
