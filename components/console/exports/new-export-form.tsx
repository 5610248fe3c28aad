'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { FormActions } from '../../forms/form-layout.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';

export interface NewExportFormProps {
  /** Form fields `csv`, `files`, `byteOrderMark`. */
  action: FormAction;
  /** Why none can be made now; leave out when one can. */
  refusal?: string | undefined;
}

/** One button for everything; what it holds can be narrowed. */
export function NewExportForm({ action, refusal }: NewExportFormProps) {
  return (
    <Card
      title="Export everything"
      description="One ZIP file with all that the organisation keeps, as it is when you press the button: contacts, deals, activities, interactions, files, members, settings, the audit log, and the ledger with its proof. Another installation can take it in."
    >
      <ActionForm action={action} className="grid gap-5">
        <FormProblem />
        <fieldset className="grid gap-3">
          <legend className="sr-only">What it holds</legend>
          <Checkbox
            name="csv"
            value="on"
            defaultChecked
            label="Tables (CSV) beside the JSON"
            hint="For spreadsheets, and contacts and deals for HubSpot, Pipedrive and Salesforce."
          />
          <Checkbox
            name="files"
            value="on"
            defaultChecked
            label="The files themselves"
            hint="Without them, the export only says what there is."
          />
          <Checkbox
            name="byteOrderMark"
            value="on"
            label="Byte order mark in tables"
            hint="Some versions of Excel need it to show letters with accents."
          />
        </fieldset>
        <FormActions>
          <SubmitButton disabledReason={refusal}>Export everything</SubmitButton>
        </FormActions>
      </ActionForm>
    </Card>
  );
}
