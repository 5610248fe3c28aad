import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { type PageQuery, queryValue, withQuery } from './query-string.ts';

export interface Column<Row> {
  /** Unique in the table; also the name in `?sort=` when `sortable`. */
  name: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: 'left' | 'right' | undefined;
  /** The column goes away below this width. */
  from?: 'sm' | 'md' | 'lg' | 'xl' | undefined;
  sortable?: boolean | undefined;
  /** A header for screen readers only, for action columns. */
  hideHeader?: boolean | undefined;
  className?: string | undefined;
}

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The whole row leads there; the first column carries the link. */
  rowHref?: ((row: Row) => string) | undefined;
  /** Needed for sort links: the page's path and query. `sort=name` ascends, `sort=-name` descends. */
  path?: string | undefined;
  query?: PageQuery | undefined;
  /** The order that holds when the address names none. */
  defaultSort?: string | undefined;
  /** In place of rows when there are none. */
  empty?: ReactNode;
  /** Keep the header in sight; needs a page that scrolls as a whole. */
  stickyHeader?: boolean | undefined;
  className?: string | undefined;
}

const visibleFrom = {
  sm: 'hidden sm:table-cell',
  md: 'hidden md:table-cell',
  lg: 'hidden lg:table-cell',
  xl: 'hidden xl:table-cell',
};

/** A dense semantic table. Sorting is by link, so it survives reload, sharing and the back button. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  path = '',
  query = {},
  defaultSort,
  empty,
  stickyHeader = true,
  className,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const sort = queryValue(query, 'sort') ?? defaultSort ?? '';
  return (
    <table className={cn('w-full border-separate border-spacing-0 text-sm', className)}>
      <caption className="sr-only">{caption}</caption>
      <thead className={cn(stickyHeader && 'sticky top-(--sticky-top,0px) z-10')}>
        <tr>
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              aria-sort={column.sortable ? ariaSort(sort, column.name) : undefined}
              className={cn(
                'h-9 border-b border-line bg-sunken px-3 text-left text-xs font-medium text-ink-3 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5',
                column.align === 'right' && 'text-right',
                column.from && visibleFrom[column.from],
                column.className,
              )}
            >
              {column.hideHeader ? (
                <span className="sr-only">{column.header}</span>
              ) : column.sortable ? (
                <SortLink name={column.name} sort={sort} path={path} query={query}>
                  {column.header}
                </SortLink>
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const href = rowHref?.(row);
          return (
            <tr
              key={rowKey(row)}
              className={cn('group relative', href && 'hover:bg-hover has-[a.row-link:focus-visible]:bg-hover')}
            >
              {columns.map((column, index) => (
                <td
                  key={column.name}
                  className={cn(
                    'h-11 border-b border-line px-3 py-1.5 text-ink-2 group-last:border-b-0 first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5',
                    column.align === 'right' && 'text-right tabular-nums',
                    column.from && visibleFrom[column.from],
                    column.className,
                  )}
                >
                  {index === 0 && href ? (
                    <Link
                      href={href}
                      prefetch={false}
                      className="row-link block min-w-0 text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                    >
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ariaSort(sort: string, name: string): 'ascending' | 'descending' | 'none' {
  if (sort === name) return 'ascending';
  if (sort === `-${name}`) return 'descending';
  return 'none';
}

function SortLink({
  name,
  sort,
  path,
  query,
  children,
}: {
  name: string;
  sort: string;
  path: string;
  query: PageQuery;
  children: ReactNode;
}) {
  const state = ariaSort(sort, name);
  const Icon = state === 'ascending' ? ArrowUp : state === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <Link
      prefetch={false}
      href={withQuery(path, query, { sort: state === 'ascending' ? `-${name}` : name })}
      scroll={false}
      className={cn(
        '-mx-1 inline-flex h-6 items-center gap-1 rounded-xs px-1 hover:bg-hover hover:text-ink',
        state !== 'none' && 'text-ink',
      )}
    >
      {children}
      <Icon aria-hidden="true" className={cn('size-3', state === 'none' && 'opacity-50')} />
    </Link>
  );
}
