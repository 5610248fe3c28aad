import { ArrowLeftRight } from 'lucide-react';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Screen, Subject } from './screen.tsx';

export interface SwitchOrganizationScreenProps {
  /** Whose page was asked for. */
  to: { name: string; slug: string };
  /** Where the session is now; null when it is in none. */
  from: { name: string; href: string } | null;
  /** Moves the session. Form fields `slug` and, when given, `redirectTo`. */
  switchAction: FormAction;
  /** The page that was asked for, as a path of this site. */
  redirectTo?: string | undefined;
}

/** A page of another organisation was asked for: the session is in one at a time, and a link alone never moves it. */
export function SwitchOrganizationScreen({ to, from, switchAction, redirectTo }: SwitchOrganizationScreenProps) {
  const { slug } = to;
  return (
    <Screen
      icon={<ArrowLeftRight />}
      title={`Switch to ${to.name}?`}
      action={
        <ActionForm
          action={switchAction}
          hidden={redirectTo === undefined ? { slug } : { slug, redirectTo }}
          className="grid grid-cols-1 gap-2"
          quiet
        >
          <FormProblem className="mb-2" />
          <SubmitButton size="lg" wide>
            <span className="truncate">Switch to {to.name}</span>
          </SubmitButton>
          {from === null ? null : (
            <LinkButton href={from.href} variant="secondary" size="lg" wide>
              <span className="truncate">Stay in {from.name}</span>
            </LinkButton>
          )}
        </ActionForm>
      }
    >
      {from === null ? (
        <p>
          The page you asked for belongs to <Subject>{to.name}</Subject>.
        </p>
      ) : (
        <p>
          You are working in <Subject>{from.name}</Subject>, and the page you asked for belongs to{' '}
          <Subject>{to.name}</Subject>. Other tabs move along with you.
        </p>
      )}
    </Screen>
  );
}
