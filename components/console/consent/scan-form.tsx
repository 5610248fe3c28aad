'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';

interface ScanFormProps {
  storefront: string;
  /** The organisation's slug. */
  org: string;
  /** Form fields `storefront`, `org` and `url`; leads to the scan. */
  action: FormAction;
  /** Why none can be begun now. */
  refusal: string | undefined;
}

/** Begins a scan: of the storefront itself, or of a page of a verified domain. */
export function ScanForm({ storefront, org, action, refusal }: ScanFormProps) {
  return (
    <Card
      title="Scan a page"
      description="A browser opens it four times as somebody who was never there: it looks before consent, rejects, accepts and withdraws. It takes up to three minutes, and leaves no choice in your records."
    >
      <ActionForm action={action} hidden={{ storefront, org }} className="grid gap-4">
        <FormProblem />
        <TextField
          name="url"
          label="Page"
          optional
          type="url"
          inputMode="url"
          placeholder="https://"
          hint="A page of one of your verified domains. Leave it empty for the storefront itself."
        />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton disabledReason={refusal}>Scan now</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}
