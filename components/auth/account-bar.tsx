'use client';

import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { PageTextLink } from '../ui/page-link.tsx';

export interface AccountBarProps {
  /** The address of who is signed in. */
  email: string;
  /** No fields. */
  signOutAction: FormAction;
}

/** Who is signed in, and the way out. */
export function AccountBar({ email, signOutAction }: AccountBarProps) {
  return (
    <ActionForm action={signOutAction} className="grid gap-2" quiet>
      <FormProblem />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-sm text-ink-3 [overflow-wrap:anywhere]">
          Signed in as <PageTextLink href="/account">{email}</PageTextLink>
        </p>
        <SubmitButton variant="secondary" size="sm">
          Sign out
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
