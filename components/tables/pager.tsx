import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { pageLinks } from './page-trail.ts';
import type { PageQuery } from './query-string.ts';

export interface PagerProps {
  path: string;
  query: PageQuery;
  /** From the list's answer. Null on the last page. */
  nextCursor: string | null;
  /** Rows on this page. */
  count: number;
  pageSize: number;
  /** All rows, when known. */
  total?: number | undefined;
  /** One and many, for example ["contact", "contacts"]. */
  noun: readonly [string, string];
}

/** Steps through a list that is read by opaque cursors. */
export function Pager({ path, query, nextCursor, count, pageSize, total, noun }: PagerProps) {
  const { previousHref, nextHref, pagesBefore } = pageLinks(path, query, nextCursor);
  const first = pagesBefore * pageSize + 1;
  if (!previousHref && !nextHref && count === 0) return null;

  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-4 border-t border-line bg-sunken px-4 py-2 text-xs min-h-11 text-ink-3 sm:px-5"
    >
      <p className="tabular-nums">
        {rangeText(first, count, nextCursor === null && first === 1 ? count : total, noun)}
      </p>
      {previousHref || nextHref ? (
        <div className="flex gap-1.5">
          <Step href={previousHref} none="This is the first page.">
            <ChevronLeft aria-hidden="true" /> Previous
          </Step>
          <Step href={nextHref} none="This is the last page.">
            Next <ChevronRight aria-hidden="true" />
          </Step>
        </div>
      ) : null}
    </nav>
  );
}

function Step({ href, none, children }: { href: string | null; none: string; children: React.ReactNode }) {
  return href ? (
    <LinkButton href={href} size="sm">
      {children}
    </LinkButton>
  ) : (
    <Button size="sm" disabledReason={none}>
      {children}
    </Button>
  );
}

function rangeText(first: number, count: number, total: number | undefined, noun: readonly [string, string]): string {
  const number = (value: number) => value.toLocaleString('en-US');
  if (count === 0) return `No more ${noun[1]}`;
  const range = `${number(first)}–${number(first + count - 1)}`;
  if (total === undefined) return `${range} ${noun[1]}`;
  if (total === count) return `${number(total)} ${total === 1 ? noun[0] : noun[1]}`;
  return `${range} of ${number(total)} ${noun[1]}`;
}
