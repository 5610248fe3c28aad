import { MessagesSquare } from 'lucide-react';
import type { z } from 'zod';
import type { InteractionPage } from '#lib/interactions/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { isFiltered } from './interaction-filter.ts';
import { InteractionFilters } from './interaction-filters.tsx';
import { InteractionList } from './interaction-list.tsx';
import { NoInteractions } from './no-interactions.tsx';

export interface InteractionsViewProps {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof InteractionPage>;
  /** The page's query; `interactionFilterOf` makes the operation's input of it. */
  query: PageQuery;
  pageSize: number;
  /** The first contacts to choose from; missing for readers who may not read contacts. */
  contacts?: readonly ComboboxOption[] | undefined;
  /** Deletes one, by `id`. Missing for readers who may not write. */
  remove?: FormAction | undefined;
}

/** What other systems reported of exchanges with contacts, the newest first. */
export function InteractionsView({ org, page, query, pageSize, contacts, remove }: InteractionsViewProps) {
  const path = consolePaths.interactions(org);
  const contactId = queryValue(query, 'contactId');
  // Named by what is listed; else, when nothing of it is, by the choices.
  const contact =
    contactId === undefined
      ? undefined
      : {
          value: contactId,
          label:
            page.data.find((interaction) => interaction.contactId === contactId)?.contactName ??
            contacts?.find((option) => option.value === contactId)?.label ??
            contactId,
        };
  const untouched = page.data.length === 0 && !isFiltered(query) && queryValue(query, 'cursor') === undefined;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Interactions"
        description="Mails, calls, chats and more with your contacts, as other systems report them."
      />
      <Card flush>
        {untouched ? (
          <NoInteractions />
        ) : (
          <>
            <InteractionFilters {...{ path, query, contact, contacts }} />
            {page.data.length === 0 ? (
              <EmptyState icon={<MessagesSquare />} title="No interaction matches">
                Choose a wider range, or <TextLink href={path}>show all interactions</TextLink>.
              </EmptyState>
            ) : (
              <InteractionList org={org} interactions={page.data} remove={remove} />
            )}
          </>
        )}
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['interaction', 'interactions']}
        />
      </Card>
    </div>
  );
}
