import { Plus } from 'lucide-react';
import type { z } from 'zod';
import { type ActivityPage, activityKinds } from '#lib/crm/activities/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { FilterChips } from '../../tables/filter-chips.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { SearchInput } from '../../tables/search-input.tsx';
import { TableToolbar } from '../../tables/toolbar.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import { ActivityDialog } from './activity-dialog.tsx';
import { type ActivityActions, ActivityList } from './activity-list.tsx';
import { activityLooks } from './activity-words.tsx';

export interface ActivitiesViewProps {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof ActivityPage>;
  query: PageQuery;
  pageSize: number;
  /** The moment of the page, ISO 8601. */
  now: string;
  /** Missing for readers who may not write. */
  actions?: (ActivityActions & { create: FormAction }) | undefined;
}

/** What happened and what has to be done, over all contacts and deals. */
export function ActivitiesView({ org, page, query, pageSize, now, actions }: ActivitiesViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Activities"
        description="What happened, and what has to be done."
        actions={
          actions ? (
            <ActivityDialog
              action={actions.create}
              trigger={
                <Button variant="primary">
                  <Plus aria-hidden="true" /> New activity
                </Button>
              }
            />
          ) : null
        }
      />
      <Card flush>
        <TableToolbar>
          <SearchInput label="Search activities" placeholder="Subject" />
          <FilterChips
            filters={[
              {
                name: 'kind',
                label: 'Kind',
                choices: activityKinds.map((kind) => ({ value: kind, label: activityLooks[kind].label })),
              },
              {
                name: 'done',
                label: 'State',
                choices: [
                  { value: 'false', label: 'Open' },
                  { value: 'true', label: 'Done' },
                ],
              },
              {
                name: 'sort',
                label: 'Order',
                choices: [
                  { value: '-createdAt', label: 'Newest first' },
                  { value: 'dueAt', label: 'Due first' },
                ],
              },
            ]}
          />
        </TableToolbar>
        <ActivityList org={org} activities={page.data} actions={actions} now={now} />
        <Pager
          path={consolePaths.activities(org)}
          query={query}
          nextCursor={page.nextCursor}
          count={page.data.length}
          pageSize={pageSize}
          noun={['activity', 'activities']}
        />
      </Card>
    </div>
  );
}
