import type { ReactNode } from 'react';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { listMyOrganizations } from '#lib/identity/organizations/list-my-organizations.ts';
import { listMessages } from '#lib/storefronts/message/list-messages.ts';
import { consolePaths } from '../../../components/console/paths.ts';
import { FactorNudge } from '../../../components/factors/factor-nudge.tsx';
import type { FactorFacts } from '../../../components/factors/factor-types.ts';
import { StepUpProvider } from '../../../components/factors/step-up-provider.tsx';
import { ConsoleShell } from '../../../components/shell/console-shell.tsx';
import { askPasskeyAction, stepUpAction } from '../../(account)/account/security/actions.ts';
import { signOutAction } from './actions.ts';
import { commandsFor, navigationFor, shellOrganizations } from './navigation.ts';

interface ConsoleLayoutProps {
  params: Promise<{ org: string }>;
  children: ReactNode;
}

/** The frame around the console's pages. It protects nothing: each page asks its operations, and they decide. */
export default async function ConsoleLayout({ params, children }: ConsoleLayoutProps) {
  const { org } = await params;
  const [caller, mine, factors] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listMyOrganizations, {}),
    pageCall(listFactors, {}),
  ]);
  const may = (permission: string) => caller.scopes.includes(permission);
  const [alerts, messages] = await Promise.all([
    may('alerts:read') ? pageCall(listAlerts, { limit: 1 }, { orgSlug: org }) : { open: 0 },
    may('contacts:read') ? pageCall(listMessages, { limit: 1 }, { orgSlug: org }) : { waiting: 0 },
  ]);
  const organizations = shellOrganizations(mine);
  return (
    <ConsoleShell
      homeHref={consolePaths.overview(org)}
      navigation={navigationFor(org, caller.scopes, { openAlerts: alerts.open, heldMessages: messages.waiting })}
      commands={commandsFor(org, caller.scopes, organizations)}
      searchHref={`${consolePaths.contacts(org)}?q=%s`}
      searchLabel="Search contacts for"
      organizations={organizations}
      newOrganizationHref="/organizations/new"
      person={{ name: caller.user?.name ?? null, email: caller.user?.email ?? '' }}
      sessionsHref={`/${org}/sessions`}
      signOutAction={signOutAction}
    >
      <StepUpProvider ways={waysOf(factors)}>
        <FactorNudge factors={factors} org={org} />
        {children}
      </StepUpProvider>
    </ConsoleShell>
  );
}

/** How this person can give a second factor; null for who has none. */
function waysOf({ passkeys, totpSince, recoveryCodesLeft }: FactorFacts) {
  if (passkeys.length === 0 && totpSince === null) return null;
  return {
    passkeyOptions: passkeys.length === 0 ? null : askPasskeyAction,
    totp: totpSince !== null,
    recoveryCodes: recoveryCodesLeft > 0,
    action: stepUpAction,
  };
}
