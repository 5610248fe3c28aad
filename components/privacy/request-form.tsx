'use client';

import { Send } from 'lucide-react';
import { kindWords, requestKinds } from '#lib/privacy/requests/kinds.ts';
import { messageCharsMax } from '#lib/privacy/requests/terms.ts';
import { type BotCheckSettings, GuardedForm } from '../auth/bot-check.tsx';
import { FormProblem, useFormStatusOf } from '../forms/action-form.tsx';
import { TextAreaField, TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { Radio } from '../ui/radio.tsx';

export interface RequestFormProps {
  /** The organisation's slug, and what it is called. */
  org: string;
  organization: string;
  /** Form fields `org`, `kind`, `email`, `name`, `message`, `website`, `turnstileToken`. */
  action: FormAction;
  botCheck?: BotCheckSettings | undefined;
}

/** What somebody wants of an organisation that keeps data about them. Works without JavaScript. */
export function RequestForm({ org, organization, action, botCheck }: RequestFormProps) {
  return (
    <GuardedForm action={action} botCheck={botCheck} form="request" hidden={{ org }} className="grid gap-6">
      <FormProblem />
      <KindField />
      <TextField
        name="email"
        label="Your e-mail address"
        hint={`The one that ${organization} may know you by. A code is sent there, and the answer.`}
        type="email"
        size="lg"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={254}
        required
      />
      <TextField name="name" label="Your name" size="lg" autoComplete="name" maxLength={120} optional />
      <TextAreaField
        name="message"
        label="Anything that helps to find or understand it"
        hint="For example which data is wrong, or what you object to. Nothing secret, and no copies of papers."
        rows={5}
        maxLength={messageCharsMax}
        optional
      />
      <p aria-hidden="true" className="sr-only">
        <label>
          Leave this empty
          <input name="website" type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </p>
      <SubmitButton size="lg" wide>
        <Send aria-hidden="true" /> Send the request
      </SubmitButton>
    </GuardedForm>
  );
}

function KindField() {
  const { state } = useFormStatusOf();
  const chosen = state.values?.kind;
  return (
    <FieldGroup legend="What do you want?" error={state.fieldErrors?.kind}>
      <div className="grid gap-3.5">
        {requestKinds.map((kind) => (
          <Radio
            key={kind}
            name="kind"
            value={kind}
            defaultChecked={chosen === kind}
            required
            label={<span className="font-medium">{kindWords[kind].wish}</span>}
            hint={
              <>
                {kindWords[kind].means} <span className="whitespace-nowrap">GDPR {kindWords[kind].article}</span>
              </>
            }
          />
        ))}
      </div>
    </FieldGroup>
  );
}
