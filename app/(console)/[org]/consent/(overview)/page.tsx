import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listConsents } from '#lib/consent/list-consents.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { readConsentStatistics } from '#lib/consent/read-statistics.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { consentFilterOf } from '../../../../../components/console/consent/consent-filter.ts';
import { ConsentView } from '../../../../../components/console/consent/consent-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';
import { storefrontsOf } from '../storefronts.ts';

export const metadata: Metadata = { title: 'Consent' };

const pageSize = 25;
const days = 30;

interface ConsentPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ConsentPage({ params, searchParams }: ConsentPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const storefronts = await storefrontsOf(org);
  const filter = consentFilterOf(query, storefronts);
  const { storefront } = filter;
  // What is said of one storefront is said where there is one, or one was chosen.
  const looked = storefront ?? (storefronts.length === 1 ? storefronts[0]?.id : undefined);
  const [settings, records] = await Promise.all([
    looked === undefined ? null : pageCall(readConsentSettings, { id: looked }, inOrg),
    scopes.includes('consents:read')
      ? Promise.all([
          pageCall(readConsentStatistics, { storefront, days }, inOrg),
          pageCall(listConsents, { ...filter, limit: pageSize, cursor: queryValue(query, 'cursor') }, inOrg),
        ])
      : null,
  ]);
  return (
    <ConsentView
      {...{ org, storefronts, settings, query, filter, pageSize }}
      records={records && { statistics: records[0], page: records[1] }}
      canWrite={scopes.includes('storefronts:write')}
    />
  );
}
