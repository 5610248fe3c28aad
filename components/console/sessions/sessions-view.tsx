import type { FormAction } from '../../forms/form-state.ts';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EndOtherSessionsButton, EndSessionButton, SignOutEverywhereButton } from './end-session-button.tsx';
import { SessionRow } from './session-row.tsx';
import { type SessionItem, sessionName } from './session-words.ts';

export interface SessionsViewProps {
  /** The person's own live sessions, the present one among them, and the programs that act for them. */
  sessions: readonly SessionItem[];
  /** Ends one; form field `id`. */
  endAction: FormAction;
  /** Ends all but the present one; no fields. */
  endOthersAction: FormAction;
  /** Ends all, the present one too; no fields. */
  signOutEverywhereAction: FormAction;
}

/** Where the person is signed in, with a way to end each session. */
export function SessionsView({ sessions, endAction, endOthersAction, signOutEverywhereAction }: SessionsViewProps) {
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = sessions.filter((session) => !session.current).length;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Sessions"
        description="Where you are signed in, and the programs that act for you, in all your organisations. End what you do not recognise."
        actions={
          <>
            <EndOtherSessionsButton others={others} action={endOthersAction} />
            <SignOutEverywhereButton action={signOutEverywhereAction} />
          </>
        }
      />
      <Card flush>
        <ul aria-label="Your sessions">
          {ordered.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              end={
                session.current ? null : (
                  <EndSessionButton name={sessionName(session)} hidden={{ id: session.id }} action={endAction} />
                )
              }
            />
          ))}
        </ul>
      </Card>
      <p className="max-w-prose text-sm text-ink-3">
        An ended session stops working with its next request. Device and network are what the browser or program said
        when it signed in; they help you to recognise it, and prove nothing.
      </p>
    </div>
  );
}
