'use client';

import { type ReactNode, startTransition } from 'react';
import type { FormState } from '../forms/form-state.ts';
import { RequestIdNote } from '../forms/request-id-note.tsx';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';

/** One of the page's forms: its answer is kept by the page, so that it is shown without JavaScript too. */
export interface VisitorAction<State extends FormState = FormState> {
  readonly state: State;
  readonly pending: boolean;
  send(form: FormData): void;
}

interface VisitorFormProps {
  action: VisitorAction;
  hidden: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
}

/** Sends the hidden fields and those inside. */
export function VisitorForm({ action, hidden, className, children }: VisitorFormProps) {
  return (
    <form
      action={action.send}
      // React empties a form whose `action` it ran itself.
      onSubmit={(event) => {
        event.preventDefault();
        if (action.pending) return;
        const form = new FormData(event.currentTarget);
        startTransition(() => action.send(form));
      }}
      aria-busy={action.pending || undefined}
      className={className}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

export function VisitorSubmit({ action, ...rest }: { action: VisitorAction } & Omit<ButtonProps, 'type' | 'pending'>) {
  return <Button variant="primary" {...rest} type="submit" pending={action.pending} />;
}

/** Why it was refused. */
export function VisitorProblem({ state }: { state: FormState }) {
  if (state.status !== 'error') return null;
  return (
    <Callout tone="danger" live>
      {state.message ?? 'There is nothing here.'}
      <RequestIdNote requestId={state.requestId} />
    </Callout>
  );
}
