import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readPrivacyForm } from '#lib/privacy/requests/read-form.ts';
import { ConfirmForm } from '../../../../../components/privacy/confirm-form.tsx';
import { PrivacyFrame } from '../../../../../components/privacy/privacy-frame.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { confirmRequestAction, resendCodeAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Confirm your request', robots: { index: false, follow: false } };

interface ConfirmPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

/** Where the mailed code is typed. Opening it confirms nothing: mail scanners open every link. */
export default async function ConfirmPage({ params, searchParams }: ConfirmPageProps) {
  const [given, query] = await Promise.all([params, searchParams]);
  const org = given.org.slice(0, 64);
  const { organization } = await pageCall(readPrivacyForm, { org });
  return (
    <PrivacyFrame organization={organization}>
      <ConfirmForm
        {...{ org, organization }}
        requestId={(queryValue(query, 'request') ?? '').slice(0, 64)}
        confirmAction={confirmRequestAction}
        resendAction={resendCodeAction}
      />
    </PrivacyFrame>
  );
}
