import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { pageNonce } from '#lib/http/page-request.ts';
import { readPrivacyForm } from '#lib/privacy/requests/read-form.ts';
import { Screen } from '../../../../components/auth/screen.tsx';
import { PrivacyFrame } from '../../../../components/privacy/privacy-frame.tsx';
import { RequestForm } from '../../../../components/privacy/request-form.tsx';
import { submitRequestAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Your data' };

interface PrivacyPageProps {
  params: Promise<{ org: string }>;
}

/** Where anybody asks an organisation about their data. CLAIMS G9. */
export default async function PrivacyPage({ params }: PrivacyPageProps) {
  const org = (await params).org.slice(0, 64);
  const { organization, botCheckSiteKey: siteKey } = await pageCall(readPrivacyForm, { org });
  return (
    <PrivacyFrame organization={organization}>
      <Screen
        title="Your data, your rights"
        action={
          <RequestForm
            {...{ org, organization }}
            action={submitRequestAction}
            botCheck={siteKey === null ? undefined : { siteKey, nonce: await pageNonce() }}
          />
        }
      >
        <p>
          Ask {organization} about the data that they keep about you. They have one month to answer, and it costs
          nothing.
        </p>
      </Screen>
    </PrivacyFrame>
  );
}
