import type { Metadata } from 'next';
import { builtFeatures, features, type Plan, planHasFeature, plans } from '#lib/access/plans.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { readFactorPolicy } from '#lib/identity/factors/factor-policy.ts';
import { readOrganization } from '#lib/identity/organizations/read-organization.ts';
import { type PlanFacts, SettingsView } from '../../../../components/console/settings/settings-view.tsx';
import { factorPolicyAction, renameAction } from './actions.ts';

export const metadata: Metadata = { title: 'Settings' };

interface SettingsPageProps {
  params: Promise<{ org: string }>;
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { org } = await params;
  const [caller, organization] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(readOrganization, {}, { orgSlug: org }),
  ]);
  const policy = caller.scopes.includes('members:read')
    ? await pageCall(readFactorPolicy, {}, { orgSlug: org })
    : undefined;
  const mayRename = caller.scopes.includes('organization:write');
  return (
    <SettingsView
      organization={organization}
      plan={planFacts(caller.organization.plan)}
      renameAction={renameAction}
      factorPolicy={
        policy && {
          policy,
          action: factorPolicyAction,
          refusal: caller.user?.role === 'owner' ? undefined : 'Only owners decide who needs one.',
        }
      }
      mayErase={caller.scopes.includes('organization:erase')}
      renameRefusal={mayRename ? undefined : 'Only owners and admins rename the organisation.'}
    />
  );
}

function planFacts(plan: Plan): PlanFacts {
  return {
    title: plans[plan].title,
    features: [...builtFeatures].map((name) => ({
      name,
      title: features[name],
      included: planHasFeature(plan, name),
    })),
  };
}
