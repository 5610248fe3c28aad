'use client';

import { ExternalLink } from 'lucide-react';
import { PageHeader } from '../../ui/page-header.tsx';
import { PageLinkButton } from '../../ui/page-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { StorefrontMenu } from './storefront-menu.tsx';
import type { StorefrontActions } from './storefront-state.ts';
import type { StorefrontDetail } from './storefront-types.ts';
import { StorefrontBadges, shownUrl } from './storefront-words.tsx';

interface EditorHeaderProps {
  org: string;
  storefront: StorefrontDetail;
  counts: { readonly images: number; readonly domains: number };
  actions: StorefrontActions;
  locked: string | undefined;
  onStorefront: (storefront: StorefrontDetail) => void;
}

/** What the storefront is called and how it stands, as saved. */
export function EditorHeader({ org, storefront, counts, actions, locked, onStorefront }: EditorHeaderProps) {
  const { state, hasChanges, url, publishedAt, draft } = storefront;
  return (
    <PageHeader
      crumbs={[{ label: 'Storefronts', href: consolePaths.storefronts(org) }, { label: draft.name }]}
      title={draft.name}
      aside={<StorefrontBadges {...{ state, hasChanges }} />}
      description={
        <>
          <span className="[overflow-wrap:anywhere]">{shownUrl(url)}</span>
          {state === 'published' && publishedAt !== null ? (
            <>
              , published <RelativeTime at={publishedAt} />
            </>
          ) : null}
        </>
      }
      actions={
        <>
          {state === 'published' ? (
            <PageLinkButton href={url} target="_blank" rel="noopener">
              <ExternalLink aria-hidden="true" /> Open<span className="sr-only"> in a new tab</span>
            </PageLinkButton>
          ) : null}
          {locked === undefined ? <StorefrontMenu {...{ org, storefront, counts, actions, onStorefront }} /> : null}
        </>
      }
    />
  );
}
