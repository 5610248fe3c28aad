import { ShieldCheck } from 'lucide-react';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, withQuery } from '../../tables/query-string.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { isFiltered } from './consent-filter.ts';
import { ConsentFilters } from './consent-filters.tsx';
import type { Choice, ChoiceList, StorefrontItem } from './consent-types.ts';
import { categoryWords, languageWords, methodTones, methodWords } from './consent-words.ts';

interface ConsentTableProps {
  org: string;
  storefronts: readonly StorefrontItem[];
  chosen: StorefrontItem | undefined;
  page: ChoiceList;
  pageSize: number;
  query: PageQuery;
}

/** Every choice that was made, newest first. */
export function ConsentTable({ org, storefronts, chosen, page, pageSize, query }: ConsentTableProps) {
  const path = consolePaths.consent(org);
  const names = new Map(storefronts.map(({ id, name }) => [id, name]));
  const all = withQuery(path, {}, { storefront: chosen?.id ?? null });
  return (
    <Card
      flush
      title="Choices"
      description="Each with what was asked word for word, and its receipt. No address is kept."
    >
      <ConsentFilters path={path} query={query} storefront={chosen?.id} />
      <DataTable
        caption="Choices"
        columns={columnsFor(chosen === undefined && storefronts.length !== 1 ? names : null)}
        rows={page.data}
        rowKey={({ id }) => id}
        rowHref={({ id }) => consolePaths.consentChoice(org, id)}
        empty={
          isFiltered(query) ? (
            <EmptyState icon={<ShieldCheck />} title="No choice matches">
              Choose a wider range, or <TextLink href={all}>show all choices</TextLink>.
            </EmptyState>
          ) : (
            <EmptyState icon={<ShieldCheck />} title="Nobody has chosen yet">
              What visitors choose in the banner appears here at once.
            </EmptyState>
          )
        }
      />
      <Pager
        {...{ path, query, pageSize }}
        nextCursor={page.nextCursor}
        count={page.data.length}
        noun={['choice', 'choices']}
      />
    </Card>
  );
}

/** @param names of storefronts by id, where the table tells them apart. */
function columnsFor(names: ReadonlyMap<string, string> | null): readonly Column<Choice>[] {
  return [
    {
      name: 'method',
      header: 'Choice',
      cell: ({ method, choices }) => (
        <span className="grid justify-items-start gap-1 py-1">
          <Badge tone={methodTones[method]}>{methodWords[method]}</Badge>
          <span className="text-xs text-ink-3 md:hidden">{allowedWords(choices)}</span>
        </span>
      ),
    },
    { name: 'allowed', header: 'Allowed', from: 'md', cell: ({ choices }) => allowedWords(choices) },
    ...(names === null
      ? []
      : [
          {
            name: 'storefront',
            header: 'Storefront',
            from: 'lg',
            cell: ({ storefrontId }: Choice) => names.get(storefrontId) ?? 'Deleted',
          } as const,
        ]),
    { name: 'language', header: 'Language', from: 'lg', cell: ({ language }) => languageWords(language) },
    {
      name: 'origin',
      header: 'On',
      from: 'xl',
      cell: ({ origin }) => <span className="[overflow-wrap:anywhere]">{origin.replace(/^https?:\/\//, '')}</span>,
    },
    { name: 'at', header: 'When', align: 'right', cell: ({ at }) => <RelativeTime at={at} /> },
  ];
}

/** What somebody said yes to. */
export function allowedWords(choices: Choice['choices']): string {
  const allowed = Object.entries(categoryWords).filter(([name]) => choices[name as keyof Choice['choices']] === true);
  return allowed.length === 0 ? 'Nothing' : allowed.map(([, { title }]) => title).join(', ');
}
