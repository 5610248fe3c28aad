import { ExternalLink, Store } from 'lucide-react';
import Link from 'next/link';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PageLinkButton } from '../../ui/page-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { Picture } from './image-choice.tsx';
import { imagePath } from './storefront-paths.ts';
import type { StorefrontItem } from './storefront-types.ts';
import { StorefrontBadges, shownUrl } from './storefront-words.tsx';

/** One storefront of the list: what it looks like, how it stands, where it is. */
export function StorefrontCard({ org, storefront }: { org: string; storefront: StorefrontItem }) {
  const { id, name, slug, url, hero, state, hasChanges, publishedAt, updatedAt } = storefront;
  const open = state === 'published';
  return (
    <li className="relative flex min-w-0 flex-col overflow-clip rounded-lg border border-line bg-raised shadow-xs transition-colors hover:border-line-strong">
      <div className="grid h-32 place-items-center border-b border-line bg-sunken text-ink-3">
        {hero === null ? (
          <Store aria-hidden="true" className="size-7" />
        ) : (
          <Picture src={imagePath(id, hero)} className="h-32" />
        )}
      </div>
      <div className="flex flex-1 flex-col gap-2 px-4 py-3.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 className="min-w-0 text-base font-semibold text-ink [overflow-wrap:anywhere]">
            <Link
              href={consolePaths.storefront(org, id)}
              prefetch={false}
              className="rounded-xs after:absolute after:inset-0 after:rounded-lg"
            >
              {name}
            </Link>
          </h2>
          <StorefrontBadges {...{ state, hasChanges }} />
        </div>
        <p className="text-xs text-ink-3">
          {open && publishedAt !== null ? (
            <>
              Published <RelativeTime at={publishedAt} />
            </>
          ) : (
            <>
              Edited <RelativeTime at={updatedAt} />
            </>
          )}
        </p>
      </div>
      <div className="relative z-10 flex items-center gap-1 border-t border-line bg-sunken py-1.5 pr-2 pl-4">
        <p className="min-w-0 flex-1 truncate font-mono text-xs text-ink-2" title={shownUrl(url)}>
          /s/{slug}
        </p>
        <CopyButton text={url} label={`Copy address of ${name}`} />
        {open ? (
          <PageLinkButton href={url} target="_blank" rel="noopener" variant="ghost" size="sm">
            <ExternalLink aria-hidden="true" /> Open<span className="sr-only"> {name} in a new tab</span>
          </PageLinkButton>
        ) : null}
      </div>
    </li>
  );
}
