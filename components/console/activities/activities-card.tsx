import { Plus } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ActivityDialog } from './activity-dialog.tsx';
import { type ActivityActions, ActivityList, type ActivityListProps } from './activity-list.tsx';

export interface ActivitiesCardProps extends Pick<ActivityListProps, 'org' | 'activities' | 'now'> {
  /** What new activities belong to. */
  of: { readonly contactId: string } | { readonly dealId: string };
  /** Missing for readers who may not write. */
  actions?: (ActivityActions & { create: FormAction }) | undefined;
}

/** The activities of one contact or deal, with a button that adds one to it. */
export function ActivitiesCard({ of, actions, ...list }: ActivitiesCardProps) {
  return (
    <Card
      flush
      title="Activities"
      actions={
        actions ? (
          <ActivityDialog
            {...of}
            action={actions.create}
            trigger={
              <Button size="sm">
                <Plus aria-hidden="true" /> New activity
              </Button>
            }
          />
        ) : null
      }
    >
      <ActivityList {...list} actions={actions} hide={'contactId' in of ? 'contact' : 'deal'} />
    </Card>
  );
}
