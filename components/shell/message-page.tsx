import type { ReactNode } from 'react';
import { Wordmark } from './logo.tsx';

/** A page that says one thing: not found, something went wrong, signed out. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-16">
      <div className="w-full max-w-md">
        <Wordmark />
        <h1 className="mt-10 text-2xl font-semibold text-ink">{title}</h1>
        <div className="mt-2 text-base text-ink-2">{children}</div>
        {action ? <div className="mt-6 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </main>
  );
}
