'use client';

import { type DealAnswer, dealStages } from '#lib/crm/deals/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ComboboxField, SelectField, TextAreaField, TextField } from '../../forms/fields.tsx';
import { FormActions, FormGrid, FormSection } from '../../forms/form-layout.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { searchContacts } from '../contacts/search-contacts.ts';
import { amountInput, stageLooks } from './deal-words.ts';

export interface DealFormProps {
  /** The organisation's slug; sent along, so that the way back is known. */
  org: string;
  /** Missing for a new deal. */
  deal?: DealAnswer | undefined;
  /** The contact it is with, when known. */
  contact?: ComboboxOption | undefined;
  /** The first contacts to choose from; others are found by typing. */
  contacts: readonly ComboboxOption[];
  /** `title`, `stage`, `amount` (decimal text), `currency`, `expectedCloseOn`, `notes`, `contactId`; for a change also `id`, `version`. */
  action: FormAction;
  cancelHref: string;
}

/** Adds or changes a deal. */
export function DealForm({ org, deal, contact, contacts, action, cancelHref }: DealFormProps) {
  return (
    <ActionForm
      action={action}
      hidden={{ org, ...(deal ? { id: deal.id, version: String(deal.version) } : {}) }}
      className="grid gap-2"
    >
      <FormProblem className="mb-4" />
      <FormSection title="What" description="A title that your colleagues recognise.">
        <FormGrid>
          <TextField name="title" label="Title" required defaultValue={deal?.title} maxLength={200} />
          <ComboboxField
            name="contactId"
            label="Contact"
            optional
            options={contacts}
            search={searchContacts}
            defaultOption={contact}
            placeholder="Find a contact"
          />
        </FormGrid>
      </FormSection>
      <FormSection title="How far, how much">
        <FormGrid columns={2}>
          <SelectField
            name="stage"
            label="Stage"
            defaultValue={deal?.stage ?? 'lead'}
            options={dealStages.map((stage) => ({ value: stage, label: stageLooks[stage].label }))}
          />
          <TextField
            name="expectedCloseOn"
            label="Expected close"
            type="date"
            optional
            defaultValue={deal?.expectedCloseOn ?? undefined}
          />
          <TextField
            name="amount"
            label="Amount"
            inputMode="decimal"
            optional
            defaultValue={amountInput(deal)}
            maxLength={20}
          />
          <TextField
            name="currency"
            label="Currency"
            hint="Three letters, such as EUR or USD."
            optional
            defaultValue={deal?.currency ?? 'EUR'}
            maxLength={3}
          />
        </FormGrid>
      </FormSection>
      <FormSection title="Notes">
        <TextAreaField
          name="notes"
          label="Notes"
          rows={4}
          optional
          defaultValue={deal?.notes ?? undefined}
          maxLength={20_000}
        />
      </FormSection>
      <FormActions sticky>
        <LinkButton href={cancelHref} variant="ghost">
          Cancel
        </LinkButton>
        <SubmitButton>{deal ? 'Save changes' : 'Add deal'}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
