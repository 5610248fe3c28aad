import { Store } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import { CreateStorefrontButton } from './create-storefront-button.tsx';
import { StorefrontCard } from './storefront-card.tsx';
import type { StorefrontList } from './storefront-types.ts';
import { quotaRefusal, quotaWords } from './storefront-words.tsx';

export interface StorefrontsViewProps {
  /** The organisation's slug. */
  org: string;
  page: StorefrontList;
  query: PageQuery;
  pageSize: number;
  /** For example "Free". */
  planTitle: string;
  /** How many messages of contact forms wait to be looked at; undefined for readers who may not see them. */
  heldMessages: number | undefined;
  /** Form fields `org`, `name`, `slug`, `language`. */
  createAction: FormAction;
  /** Why the reader cannot create one. */
  refusal: string | undefined;
}

/** The organisation's public pages. */
export function StorefrontsView({
  org,
  page,
  query,
  pageSize,
  planTitle,
  heldMessages,
  createAction,
  refusal,
}: StorefrontsViewProps) {
  const full = quotaRefusal(page.quota, planTitle);
  const create = <CreateStorefrontButton {...{ org, refusal }} action={createAction} />;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Storefronts"
        description="Public pages with what you offer, a contact form, and consent that is asked for and proven."
        aside={<Badge tone={full ? 'warn' : 'neutral'}>{quotaWords(page.quota, planTitle)}</Badge>}
        actions={
          page.data.length === 0 ? null : (
            <>
              {heldMessages === undefined ? null : (
                <LinkButton href={consolePaths.heldMessages(org)}>
                  Messages {heldMessages === 0 ? null : <Badge tone="warn">{heldMessages} to look at</Badge>}
                </LinkButton>
              )}
              {create}
            </>
          )
        }
      />
      {full === undefined || page.data.length === 0 ? null : (
        <Callout tone="info">{full} Drafts can be made and edited without a bound.</Callout>
      )}
      {page.data.length === 0 ? (
        <Card flush>
          <EmptyState icon={<Store />} title="No storefronts yet" action={create}>
            Make a page, look at it as visitors will, and publish it when it is right.
          </EmptyState>
        </Card>
      ) : (
        <>
          <ul aria-label="Storefronts" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
            {page.data.map((storefront) => (
              <StorefrontCard key={storefront.id} {...{ org, storefront }} />
            ))}
          </ul>
          {page.nextCursor === null && query.cursor === undefined ? null : (
            <Card flush>
              <Pager
                path={consolePaths.storefronts(org)}
                {...{ query, pageSize }}
                nextCursor={page.nextCursor}
                count={page.data.length}
                noun={['storefront', 'storefronts']}
              />
            </Card>
          )}
        </>
      )}
    </div>
  );
}
