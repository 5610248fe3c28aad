import type { ReactNode } from 'react';

/** The strip over a table: search and filters at the left, the rest at the right. */
export function TableToolbar({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 sm:px-5">
      {children}
      {aside ? <div className="ml-auto flex items-center gap-2">{aside}</div> : null}
    </div>
  );
}
