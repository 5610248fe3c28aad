import type { ReactNode } from 'react';
import { Wordmark } from '../shell/logo.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { AuthAside } from './auth-aside.tsx';

export interface AuthFrameProps {
  /** One screen of this folder. */
  children: ReactNode;
}

/** Stands around every screen on the way in: one calm column, and on wide screens a word about what one signs in to. */
export function AuthFrame({ children }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="flex min-w-0 flex-col px-5 py-5 sm:px-8 sm:py-7">
        <header>
          <PageLink href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
            <Wordmark />
          </PageLink>
        </header>
        <main className="flex flex-1 flex-col py-12 sm:justify-center sm:py-14">
          <div className="mx-auto w-full max-w-96">{children}</div>
        </main>
      </div>
      <AuthAside />
    </div>
  );
}
