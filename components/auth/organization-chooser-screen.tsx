import { Plus } from 'lucide-react';
import type { z } from 'zod';
import type { MyOrganizations } from '#lib/identity/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { AccountBar, type AccountBarProps } from './account-bar.tsx';
import { OrganizationButton } from './organization-button.tsx';
import { Screen } from './screen.tsx';

export type MyOrganization = z.output<typeof MyOrganizations>['data'][number];

export interface OrganizationChooserScreenProps extends AccountBarProps {
  /** One at least: somebody without any is led to {@link CreateOrganizationScreen}. */
  organizations: readonly MyOrganization[];
  /** Enters one. Form fields `slug` and, when given, `redirectTo`. */
  switchAction: FormAction;
  /** Where the person was going, before it was known in which organisation. */
  redirectTo?: string | undefined;
  createHref: string;
}

/** The organisations that the person belongs to: choosing one enters it. */
export function OrganizationChooserScreen({
  organizations,
  switchAction,
  redirectTo,
  createHref,
  email,
  signOutAction,
}: OrganizationChooserScreenProps) {
  return (
    <Screen
      title="Choose an organisation"
      action={
        <ActionForm
          action={switchAction}
          hidden={redirectTo === undefined ? {} : { redirectTo }}
          className="grid gap-3"
          quiet
        >
          <FormProblem />
          <ul
            aria-label="Your organisations"
            className="divide-y divide-line overflow-clip rounded-lg border border-line bg-raised shadow-xs"
          >
            {organizations.map((organization) => (
              <li key={organization.id}>
                <OrganizationButton organization={organization} />
              </li>
            ))}
          </ul>
          <LinkButton href={createHref} variant="secondary" size="lg" wide>
            <Plus aria-hidden="true" />
            Create an organisation
          </LinkButton>
        </ActionForm>
      }
      footer={<AccountBar email={email} signOutAction={signOutAction} />}
    >
      <p>Each has its own data, members and ledger. You can switch at any time.</p>
    </Screen>
  );
}
