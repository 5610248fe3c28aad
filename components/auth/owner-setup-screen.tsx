import { KeyRound } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { NameField } from './name-field.tsx';
import { Screen } from './screen.tsx';

export interface OwnerSetupScreenProps {
  token: string;
  /** Makes the first account and signs in. Form fields `token`, `email`, `name`. */
  action: FormAction;
}

/** Whoever started the installation becomes its first person. */
export function OwnerSetupScreen({ token, action }: OwnerSetupScreenProps) {
  return (
    <Screen
      icon={<KeyRound />}
      title="Welcome. You are the first one here"
      action={
        <ActionForm action={action} hidden={{ token }} className="grid gap-4" quiet>
          <FormProblem />
          <TextField
            name="email"
            label="E-mail address"
            hint="You sign in with it from now on."
            type="email"
            size="lg"
            autoComplete="email"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={254}
            required
          />
          <NameField />
          <SubmitButton size="lg" wide>
            Create account and go on
          </SubmitButton>
        </ActionForm>
      }
    >
      <p>
        This link was printed when Holdfast started. It works once, makes the account of whoever runs this installation,
        and leads on to the first organisation.
      </p>
    </Screen>
  );
}
