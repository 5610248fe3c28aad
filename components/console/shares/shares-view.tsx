import { Share2 } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { actionWords } from '../receipts/receipt-words.ts';
import { RevokeShareButton } from './revoke-share-button.tsx';
import type { ShareItem, ShareList } from './share-types.ts';

export interface SharesViewProps {
  /** The organisation's slug. */
  org: string;
  page: ShareList;
  query: PageQuery;
  pageSize: number;
  /** Names by opaque id, for who made a link. */
  names: Readonly<Record<string, string>>;
  /** Form field `id`. */
  revokeAction: FormAction;
  /** Why the reader cannot revoke links. */
  revokeRefusal: string | undefined;
}

const number = (value: number) => value.toLocaleString('en-US');

/** Every link to receipts, newest first, with how often it was opened. */
export function SharesView({ org, page, query, pageSize, names, revokeAction, revokeRefusal }: SharesViewProps) {
  const path = consolePaths.shares(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Shared links"
        description="Anybody with one of these links sees receipts without their details, and proofs that they are in the signed ledger. Links belong to the organisation: they work on when who made them has left."
        actions={
          <LinkButton href={consolePaths.receipts(org)} variant="primary">
            Choose receipts to share
          </LinkButton>
        }
      />
      <Card flush>
        {page.data.length === 0 ? (
          <EmptyState icon={<Share2 />} title="Nothing is shared">
            Open a receipt, or filter the list of receipts, and share it from there.
          </EmptyState>
        ) : (
          <ul aria-label="Shared links">
            {page.data.map((share) => (
              <li
                key={share.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
              >
                <ShareFacts share={share} maker={names[share.createdBy]} />
                {share.state === 'revoked' ? null : (
                  <RevokeShareButton share={share} action={revokeAction} refusal={revokeRefusal} />
                )}
              </li>
            ))}
          </ul>
        )}
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['link', 'links']}
        />
      </Card>
    </div>
  );
}

const states: Readonly<Record<ShareItem['state'], { readonly tone: Tone; readonly label: string }>> = {
  active: { tone: 'ok', label: 'Works' },
  expired: { tone: 'neutral', label: 'Expired' },
  used_up: { tone: 'neutral', label: 'Used up' },
  revoked: { tone: 'danger', label: 'Revoked' },
};

function ShareFacts({ share, maker }: { share: ShareItem; maker: string | undefined }) {
  const { tone, label } = states[share.state];
  return (
    <div className="min-w-0 flex-1 basis-56">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium text-ink [overflow-wrap:anywhere]">{share.label}</span>
        <Badge tone={tone}>{label}</Badge>
        {share.reveal === 'ids' ? <Badge tone="warn">With ids</Badge> : null}
      </p>
      <p className="mt-0.5 text-sm text-ink-2 [overflow-wrap:anywhere]">{shownWords(share)}</p>
      <p className="mt-0.5 text-xs text-ink-3">
        {usesWords(share)}
        {share.lastUsedAt === null ? null : (
          <>
            , last <RelativeTime at={share.lastUsedAt} />
          </>
        )}
        . {share.state === 'expired' ? 'Expired' : 'Expires'} <RelativeTime at={share.expiresAt} show="date" />. Made{' '}
        <RelativeTime at={share.createdAt} show="date" />
        {maker === undefined ? null : ` by ${maker}`}.
      </p>
    </div>
  );
}

function shownWords({ filter, receipts }: ShareItem): string {
  if (filter.seq !== undefined) return `Receipt ${number(filter.seq)}`;
  const parts = [
    filter.action === undefined ? null : actionWords(filter.action),
    filter.actor === undefined ? null : `by ${filter.actor}`,
    filter.subject === undefined ? null : `about ${filter.subject}`,
    filter.from === undefined ? null : `from ${filter.from.slice(0, 10)}`,
    filter.to === undefined ? null : `before ${filter.to.slice(0, 10)}`,
  ].filter((part) => part !== null);
  const count = receipts === 1 ? '1 receipt' : `${number(receipts)} receipts`;
  return parts.length === 0 ? `${count}, all there were` : `${count}: ${parts.join(', ')}`;
}

function usesWords({ uses, usesMax }: ShareItem): string {
  const times = uses === 1 ? 'once' : `${number(uses)} times`;
  const opened = uses === 0 ? 'Never opened' : `Opened ${times}`;
  return usesMax === null ? opened : `${opened} of ${number(usesMax)}`;
}
