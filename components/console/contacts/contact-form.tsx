'use client';

import type { ContactAnswer } from '#lib/crm/contacts/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextAreaField, TextField } from '../../forms/fields.tsx';
import { FormActions, FormGrid, FormSection } from '../../forms/form-layout.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';

export interface ContactFormProps {
  /** The organisation's slug; sent along, so that the way back is known. */
  org: string;
  /** Missing for a new contact. */
  contact?: ContactAnswer | undefined;
  /**
   * Fields by the API's names; `tags` separated by commas; custom fields one a line in `customFields`, as `name: value`.
   * For a change also `id`, `version` and `customFieldNames`, one a line: those that stood there before.
   */
  action: FormAction;
  cancelHref: string;
}

/** Adds or changes a contact. */
export function ContactForm({ org, contact, action, cancelHref }: ContactFormProps) {
  const text = (name: keyof ContactAnswer) => {
    const value = contact?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  return (
    <ActionForm
      action={action}
      hidden={{
        org,
        ...(contact
          ? {
              id: contact.id,
              version: String(contact.version),
              customFieldNames: Object.keys(contact.customFields).join('\n'),
            }
          : {}),
      }}
      className="grid gap-2"
    >
      <FormProblem className="mb-4" />
      <FormSection title="Who" description="A name, a company or an e-mail address is enough.">
        <FormGrid columns={2}>
          <TextField name="firstName" label="First name" defaultValue={text('firstName')} maxLength={100} />
          <TextField name="lastName" label="Last name" defaultValue={text('lastName')} maxLength={100} />
          <TextField name="company" label="Company" defaultValue={text('company')} maxLength={200} />
          <TextField name="jobTitle" label="Job title" defaultValue={text('jobTitle')} maxLength={200} />
        </FormGrid>
      </FormSection>
      <FormSection title="Reach">
        <FormGrid columns={2}>
          <TextField name="email" label="E-mail" inputMode="email" defaultValue={text('email')} maxLength={254} />
          <TextField name="website" label="Website" inputMode="url" defaultValue={text('website')} maxLength={2000} />
          <TextField name="phone" label="Phone" inputMode="tel" defaultValue={text('phone')} maxLength={50} />
          <TextField name="mobile" label="Mobile" inputMode="tel" defaultValue={text('mobile')} maxLength={50} />
        </FormGrid>
      </FormSection>
      <FormSection title="Address">
        <FormGrid columns={2}>
          <TextField
            name="addressLine"
            label="Street"
            defaultValue={text('addressLine')}
            maxLength={300}
            className="sm:col-span-2"
          />
          <TextField name="postalCode" label="Postal code" defaultValue={text('postalCode')} maxLength={20} />
          <TextField name="city" label="City" defaultValue={text('city')} maxLength={100} />
          <TextField name="county" label="County" defaultValue={text('county')} maxLength={100} />
          <TextField name="region" label="State or region" defaultValue={text('region')} maxLength={100} />
          <TextField name="country" label="Country" defaultValue={text('country')} maxLength={100} />
        </FormGrid>
      </FormSection>
      <FormSection title="More">
        <FormGrid>
          <TextField
            name="tags"
            label="Tags"
            hint="Separated by commas."
            defaultValue={contact?.tags.join(', ')}
            maxLength={3000}
          />
          <TextAreaField
            name="customFields"
            label="Custom fields"
            hint="One a line, as in “Region manager: Ada”."
            rows={3}
            defaultValue={contact ? customFieldLines(contact.customFields) : undefined}
          />
          <TextAreaField name="notes" label="Notes" rows={4} defaultValue={text('notes')} maxLength={20_000} />
        </FormGrid>
      </FormSection>
      <FormActions sticky>
        <LinkButton href={cancelHref} variant="ghost">
          Cancel
        </LinkButton>
        <SubmitButton>{contact ? 'Save changes' : 'Add contact'}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}

function customFieldLines(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
