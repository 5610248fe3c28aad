import { ListTodo, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { ActivityAnswer } from '#lib/crm/activities/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { ActivityDialog } from './activity-dialog.tsx';
import { activityLooks } from './activity-words.tsx';
import { DoneToggle } from './done-toggle.tsx';

export interface ActivityActions {
  /** `id`, `version`, and `done` as `true` or `false`. */
  setDone: FormAction;
  /** See `ActivityDialog`. */
  update: FormAction;
  /** `id`. */
  remove: FormAction;
}

export interface ActivityListProps {
  org: string;
  activities: readonly ActivityAnswer[];
  /** Missing for readers who may not write. */
  actions?: ActivityActions | undefined;
  /** The moment of the page, ISO 8601: what is due before it is late. */
  now: string;
  /** Leave out the link to what the activity belongs to, on that thing's own page. */
  hide?: 'contact' | 'deal' | undefined;
}

/** Activities under each other, with what they belong to, whether they are due, and a tick for done. */
export function ActivityList({ org, activities, actions, now, hide }: ActivityListProps) {
  if (activities.length === 0) {
    return (
      <EmptyState icon={<ListTodo />} title="Nothing here" className="py-10">
        Calls, mails, meetings, notes and tasks are listed here.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Activities">
      {activities.map((activity) => (
        <ActivityRow key={activity.id} {...{ org, activity, actions, now, hide }} />
      ))}
    </ul>
  );
}

function ActivityRow({
  org,
  activity,
  actions,
  now,
  hide,
}: Omit<ActivityListProps, 'activities'> & { activity: ActivityAnswer }) {
  const { label, Icon } = activityLooks[activity.kind];
  const done = activity.doneAt !== null;
  const late = !done && activity.dueAt !== null && activity.dueAt < now;
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 sm:px-5">
      {actions ? (
        <DoneToggle
          id={activity.id}
          version={activity.version}
          subject={activity.subject}
          done={done}
          action={actions.setDone}
        />
      ) : null}
      <div className="min-w-0 flex-1">
        <p
          className={cn(
            'flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium text-ink',
            done && 'text-ink-3 line-through',
          )}
        >
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
          <span className="sr-only">{label}: </span>
          <span className="[overflow-wrap:anywhere]">{activity.subject}</span>
        </p>
        {activity.body ? (
          <p className="mt-0.5 line-clamp-3 text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
            {activity.body}
          </p>
        ) : null}
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
          {activity.dueAt ? (
            <Badge tone={late ? 'danger' : 'neutral'}>
              {late ? 'Late, due ' : 'Due '}
              <RelativeTime at={activity.dueAt} />
            </Badge>
          ) : null}
          <span>
            Added <RelativeTime at={activity.createdAt} />
          </span>
          {hide !== 'contact' && activity.contactId && activity.contactName ? (
            <Link
              prefetch={false}
              className="underline-offset-3 hover:text-ink hover:underline"
              href={consolePaths.contact(org, activity.contactId)}
            >
              {activity.contactName}
            </Link>
          ) : null}
          {hide !== 'deal' && activity.dealId && activity.dealTitle ? (
            <Link
              prefetch={false}
              className="underline-offset-3 hover:text-ink hover:underline"
              href={consolePaths.deal(org, activity.dealId)}
            >
              {activity.dealTitle}
            </Link>
          ) : null}
        </p>
      </div>
      {actions ? (
        <div className="flex shrink-0 gap-1">
          <ActivityDialog
            activity={activity}
            action={actions.update}
            trigger={
              <IconButton label={`Change “${activity.subject}”`} size="sm">
                <Pencil aria-hidden="true" />
              </IconButton>
            }
          />
          <ConfirmDialog
            title="Delete this activity?"
            description={activity.subject}
            confirmLabel="Delete activity"
            action={actions.remove}
            hidden={{ id: activity.id }}
            trigger={
              <IconButton label={`Delete “${activity.subject}”`} size="sm">
                <Trash2 aria-hidden="true" />
              </IconButton>
            }
          />
        </div>
      ) : null}
    </li>
  );
}
