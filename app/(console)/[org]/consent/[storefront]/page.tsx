import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { SettingsView } from '../../../../../components/console/consent/settings-view.tsx';
import { publishConsentSettingsAction, saveConsentSettingsAction } from '../actions.ts';

export const metadata: Metadata = { title: 'What visitors are asked' };

interface ConsentSettingsPageProps {
  params: Promise<{ org: string; storefront: string }>;
}

export default async function ConsentSettingsPage({ params }: ConsentSettingsPageProps) {
  const { org, storefront } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const settings = await pageCall(readConsentSettings, { id: storefront }, inOrg);
  return (
    <SettingsView
      {...{ org, settings }}
      saveAction={saveConsentSettingsAction}
      publishAction={publishConsentSettingsAction}
      refusal={
        scopes.includes('storefronts:write')
          ? undefined
          : 'Your role sees what visitors are asked, and changes none of it.'
      }
    />
  );
}
