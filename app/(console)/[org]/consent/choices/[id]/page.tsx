import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { readConsent } from '#lib/consent/read-consent.ts';
import { readConsentPolicy } from '#lib/consent/read-policy.ts';
import type { PolicySnapshot } from '#lib/consent/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { ChoiceView } from '../../../../../../components/console/consent/choice-view.tsx';

export const metadata: Metadata = { title: 'A visitor’s choice' };

interface ChoicePageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function ChoicePage({ params }: ChoicePageProps) {
  const { org, id } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const choice = await pageCall(readConsent, { id }, inOrg);
  const [policy, receipts] = await Promise.all([
    pageCall(readConsentPolicy, { hash: choice.policy }, inOrg),
    scopes.includes('receipts:read')
      ? pageCall(listReceipts, { subject: id, action: 'consent.recorded', limit: 1 }, inOrg)
      : null,
  ]);
  // Read by the operation as the text that its hash names, so that it is what was written.
  const asked = JSON.parse(policy.text) as PolicySnapshot;
  return <ChoiceView {...{ org, choice, asked }} receipt={receipts?.data[0]?.seq ?? null} />;
}
