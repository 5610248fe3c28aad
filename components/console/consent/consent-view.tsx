import { Download, Store } from 'lucide-react';
import type { PageQuery } from '../../tables/query-string.ts';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { ConsentCharts } from './consent-charts.tsx';
import { type ConsentFilter, isFiltered, proofHref } from './consent-filter.ts';
import { ConsentTable } from './consent-table.tsx';
import type { ChoiceList, SettingsAnswer, Statistics, StorefrontItem } from './consent-types.ts';
import { EmbedCard } from './embed-card.tsx';
import { PolicyCard } from './policy-card.tsx';
import { StorefrontChoice } from './storefront-choice.tsx';
import { StorefrontsCard } from './storefronts-card.tsx';

export interface ConsentViewProps {
  /** The organisation's slug. */
  org: string;
  storefronts: readonly StorefrontItem[];
  /** Of the storefront that is looked at; null where several are. */
  settings: SettingsAnswer | null;
  /** Null for those who may not read what visitors chose. */
  records: { readonly statistics: Statistics; readonly page: ChoiceList } | null;
  query: PageQuery;
  filter: ConsentFilter;
  pageSize: number;
  canWrite: boolean;
}

const description = 'What visitors are asked, what they choose, and the proof of it.';

/** Consent of an organisation's visitors. */
export function ConsentView({
  org,
  storefronts,
  settings,
  records,
  query,
  filter,
  pageSize,
  canWrite,
}: ConsentViewProps) {
  // What was chosen on storefronts that were deleted is there, with its proof.
  const isEmpty = records === null || (records.page.data.length === 0 && !isFiltered(query));
  if (storefronts.length === 0 && isEmpty) {
    return (
      <div className="grid gap-6">
        <PageHeader title="Consent" description={description} />
        <Card flush>
          <EmptyState
            icon={<Store />}
            title="No storefront yet"
            action={
              canWrite ? (
                <LinkButton href={consolePaths.storefronts(org)} variant="primary">
                  Go to storefronts
                </LinkButton>
              ) : undefined
            }
          >
            Visitors are asked on a storefront, and on sites that carry its tag. It begins with a storefront.
          </EmptyState>
        </Card>
      </div>
    );
  }
  const chosen = storefronts.find(({ id }) => id === filter.storefront);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Consent"
        description={description}
        actions={records === null ? null : <ProofLink filter={filter} />}
      />
      <StorefrontChoice {...{ org, storefronts, chosen }} />
      {storefronts.length === 0 ? null : settings === null ? (
        <StorefrontsCard {...{ org, storefronts, canWrite }} />
      ) : (
        <PolicyCard {...{ org, settings, canWrite }} />
      )}
      {records === null ? (
        <Callout>Your role does not read what visitors chose.</Callout>
      ) : (
        <>
          <ConsentCharts statistics={records.statistics} />
          <ConsentTable {...{ org, storefronts, chosen, pageSize, query }} page={records.page} />
          <p className="max-w-prose text-sm text-ink-3">
            The proof is an export of the ledger that holds the choices of the storefront and period above, each with
            its receipt and its place under the signed head, whatever was chosen. Anybody checks it without this server:{' '}
            <TextLink href="/verify">in the browser</TextLink> or with{' '}
            <a href="/holdfast-verify.mjs" download className="font-medium text-brand-ink underline underline-offset-3">
              holdfast-verify
            </a>
            .
          </p>
        </>
      )}
      {settings === null ? null : <EmbedCard {...{ org, settings }} />}
    </div>
  );
}

/** A plain link: the browser saves what streams in, however much it is. */
function ProofLink({ filter }: { filter: ConsentFilter }) {
  return (
    <a href={proofHref(filter)} download className={buttonVariants({ size: 'md' })}>
      <Download aria-hidden="true" /> Export proof
    </a>
  );
}
