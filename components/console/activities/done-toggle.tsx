'use client';

import { Check } from 'lucide-react';
import { startTransition, useActionState, useOptimistic } from 'react';
import { type FormAction, idleForm } from '../../forms/form-state.ts';
import { cn } from '../../ui/cn.ts';
import { showToast } from '../../ui/toast.tsx';

export interface DoneToggleProps {
  id: string;
  version: number;
  subject: string;
  done: boolean;
  action: FormAction;
}

/** Ticks an activity off at once, and takes the tick back if the server refuses. Works without JavaScript as a button. */
export function DoneToggle({ id, version, subject, done, action }: DoneToggleProps) {
  const [shown, setShown] = useOptimistic(done);
  const [, dispatch] = useActionState(async (previous: Awaited<ReturnType<FormAction>>, data: FormData) => {
    const answer = await action(previous, data);
    if (answer.status === 'error') showToast({ title: answer.message ?? 'This could not be changed.' });
    return answer;
  }, idleForm);
  return (
    <form
      action={dispatch}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        startTransition(() => {
          setShown(!done);
          dispatch(data);
        });
      }}
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="done" value={String(!done)} />
      <button
        type="submit"
        aria-pressed={shown}
        aria-label={shown ? `Mark “${subject}” as not done` : `Mark “${subject}” as done`}
        className={cn(
          'mt-px grid size-6 place-items-center rounded-full border transition-colors',
          shown ? 'border-brand bg-brand text-on-brand' : 'border-control-line text-transparent hover:border-brand',
        )}
      >
        <Check aria-hidden="true" className="size-3.5" />
      </button>
    </form>
  );
}
