import type { ReactNode } from 'react';

/** One named sample. */
export function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-3">
      <p className="text-xs font-medium text-ink-3">{title}</p>
      {children}
    </div>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2.5">{children}</div>;
}
