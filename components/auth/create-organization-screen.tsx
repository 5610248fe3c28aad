import { Building2 } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { AccountBar, type AccountBarProps } from './account-bar.tsx';
import { Screen } from './screen.tsx';

export interface CreateOrganizationScreenProps extends AccountBarProps {
  /** Makes it and enters it. Form field `name`. */
  createAction: FormAction;
  /** Where somebody who has organisations already goes back to; leave out for the first one. */
  cancelHref?: string | undefined;
}

/** Most characters that a name may have. */
const nameCharsMax = 80;

/** A new organisation: the first one, or one more. */
export function CreateOrganizationScreen({
  createAction,
  cancelHref,
  email,
  signOutAction,
}: CreateOrganizationScreenProps) {
  const first = cancelHref === undefined;
  return (
    <Screen
      icon={<Building2 />}
      title={first ? 'Create your organisation' : 'Create an organisation'}
      action={
        <ActionForm action={createAction} className="grid gap-4" quiet>
          <FormProblem />
          <TextField
            name="name"
            label="Organisation name"
            hint="Your company or team. You can rename it later; its address stays."
            size="lg"
            autoComplete="organization"
            placeholder="Acme Trading"
            maxLength={nameCharsMax}
            required
          />
          <div className="grid gap-2">
            <SubmitButton size="lg" wide>
              Create organisation
            </SubmitButton>
            {cancelHref === undefined ? null : (
              <LinkButton href={cancelHref} variant="ghost" size="lg" wide>
                Back to your organisations
              </LinkButton>
            )}
          </div>
        </ActionForm>
      }
      footer={<AccountBar email={email} signOutAction={signOutAction} />}
    >
      <p>It gets a database of its own, encrypted under its own key, and a ledger that starts with this very step.</p>
      {first ? <p>Were you invited to one? Open the link in that mail instead.</p> : null}
    </Screen>
  );
}
