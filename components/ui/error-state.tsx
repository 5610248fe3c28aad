import { CloudAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface ErrorStateProps {
  title: string;
  children?: ReactNode;
  /** Shown so that the person can quote it to support; it finds the log lines. */
  requestId?: string | undefined;
  action?: ReactNode;
}

/** Something went wrong: what, what to do, and the id to quote. */
export function ErrorState({ title, children, requestId, action }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-16 text-center">
      <span
        aria-hidden="true"
        className="mb-4 grid size-11 place-items-center rounded-lg border border-danger-line bg-danger-soft text-danger-ink [&_svg]:size-5"
      >
        <CloudAlert />
      </span>
      <h1 className="text-lg font-semibold text-ink">{title}</h1>
      {children ? <div className="mt-1 max-w-md text-sm text-ink-2">{children}</div> : null}
      {requestId ? (
        <p className="mt-3 text-xs text-ink-3">
          Request id <code className="font-mono text-ink-2 select-all">{requestId}</code>
        </p>
      ) : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
