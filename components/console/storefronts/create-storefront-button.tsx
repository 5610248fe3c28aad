'use client';

import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConsentLanguage } from '#lib/consent/categories.ts';
import { storefrontSlugCharsMax } from '#lib/storefronts/slug.ts';
import { ActionForm, FormProblem, useFormStatusOf } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction, FormState } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { languageOfBrowser, languageOptions } from './languages.ts';
import { suggestedSlug } from './slug-suggestion.ts';

interface CreateStorefrontButtonProps {
  org: string;
  action: FormAction;
  refusal: string | undefined;
}

/** Asks for name, address and language of a new storefront, and makes its draft. */
export function CreateStorefrontButton({ org, action, refusal }: CreateStorefrontButtonProps) {
  const label = (
    <>
      <Plus aria-hidden="true" /> New storefront
    </>
  );
  if (refusal !== undefined) {
    return (
      <Button variant="primary" disabledReason={refusal}>
        {label}
      </Button>
    );
  }
  return (
    <Dialog
      title="New storefront"
      description="A draft that nobody sees until you publish it."
      trigger={<Button variant="primary">{label}</Button>}
    >
      <ActionForm action={action} hidden={{ org }}>
        {({ state }) => (
          <>
            <DialogBody>
              {isTaken(state) ? null : <FormProblem />}
              <NewFields />
            </DialogBody>
            <DialogFooter>
              <DialogClose render={<Button>Cancel</Button>} />
              <SubmitButton>Create storefront</SubmitButton>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  );
}

/** Another storefront has the address: that is said beside it. */
function isTaken({ code }: FormState): boolean {
  return code === 'conflict';
}

function NewFields() {
  const { state } = useFormStatusOf();
  const [slug, setSlug] = useState('');
  // What somebody typed themselves stays when the name changes.
  const [slugTyped, setSlugTyped] = useState(false);
  const [language, setLanguage] = useState<ConsentLanguage>('en');

  useEffect(() => setLanguage(languageOfBrowser(navigator.language)), []);

  return (
    <>
      <TextField
        name="name"
        label="Name"
        required
        maxLength={80}
        autoComplete="off"
        onChange={(event) => {
          if (!slugTyped) setSlug(suggestedSlug(event.currentTarget.value));
        }}
      />
      <Field
        label="Address"
        required
        error={state.fieldErrors?.slug ?? (isTaken(state) ? state.message : undefined)}
        hint={
          <span className="[overflow-wrap:anywhere]">
            {location.host}/s/
            <strong className="font-medium text-ink">{slug || '…'}</strong>. It stays as it is, so that links to it go
            on working.
          </span>
        }
      >
        <Input
          name="slug"
          required
          value={slug}
          maxLength={storefrontSlugCharsMax}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => {
            setSlug(event.currentTarget.value.toLowerCase().replace(/\s+/g, '-'));
            setSlugTyped(event.currentTarget.value !== '');
          }}
        />
      </Field>
      <Field label="Language of the page" hint="The consent banner speaks the visitor’s language by itself.">
        <Select
          name="language"
          options={languageOptions}
          value={language}
          onValueChange={(next) => setLanguage(languageOfBrowser(next))}
        />
      </Field>
    </>
  );
}
