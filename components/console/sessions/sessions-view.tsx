import { Laptop, MonitorSmartphone, Smartphone, SquareTerminal } from 'lucide-react';
import type { z } from 'zod';
import type { SessionSummary } from '#lib/identity/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type Device, deviceOf } from './device-name.ts';
import { EndOtherSessionsButton, EndSessionButton } from './end-session-button.tsx';

export type SessionItem = z.output<typeof SessionSummary>;

export interface SessionsViewProps {
  /** The person's own live sessions, the present one among them. */
  sessions: readonly SessionItem[];
  /** Ends one; form field `id`. */
  endAction: FormAction;
  /** Ends all but the present one; no fields. */
  endOthersAction: FormAction;
}

/** Where the person is signed in, with a way to end each session. */
export function SessionsView({ sessions, endAction, endOthersAction }: SessionsViewProps) {
  const ordered = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = sessions.filter((session) => !session.current).length;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Sessions"
        description="The devices on which you are signed in, in all your organisations. End what you do not recognise."
        actions={<EndOtherSessionsButton others={others} action={endOthersAction} />}
      />
      <Card flush>
        <ul aria-label="Your sessions">
          {ordered.map((session) => (
            <SessionRow key={session.id} session={session} endAction={endAction} />
          ))}
        </ul>
      </Card>
      <p className="max-w-prose text-sm text-ink-3">
        An ended session stops working with its next request. Device and network are what the browser said when it
        signed in; they help you to recognise it, and prove nothing.
      </p>
    </div>
  );
}

function SessionRow({ session, endAction }: { session: SessionItem; endAction: FormAction }) {
  const device = deviceOf(session.userAgent);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 border-b border-line px-4 py-4 last:border-0 sm:flex-nowrap sm:px-5">
      <DeviceIcon kind={device.kind} />
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{device.name}</h2>
          {session.current ? (
            <Badge tone="ok" dot>
              This device
            </Badge>
          ) : null}
        </div>
        <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-2 text-sm lg:grid-cols-[7rem_14rem_11rem_minmax(0,1fr)]">
          <Fact term="Last active">{session.current ? 'Now' : <RelativeTime at={session.lastSeenAt} />}</Fact>
          <Fact term="Signed in">
            <RelativeTime at={session.createdAt} show="datetime" />
            <span className="text-ink-3"> {methodText(session.method)}</span>
          </Fact>
          <Fact term="Network">
            {session.network === null ? (
              <span className="text-ink-3">Unknown</span>
            ) : (
              <NetworkText value={session.network} />
            )}
          </Fact>
          <Fact term="Organisation">{session.organizationName ?? <span className="text-ink-3">None chosen</span>}</Fact>
        </dl>
        <p className="mt-2 text-xs text-ink-3">
          Ends by itself on <RelativeTime at={session.expiresAt} show="date" /> at the latest
        </p>
      </div>
      {session.current ? null : (
        <div className="ml-13 sm:ml-0">
          <EndSessionButton id={session.id} device={device.name} action={endAction} />
        </div>
      )}
    </li>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="text-ink-2 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function NetworkText({ value }: { value: string }) {
  return <span className="font-mono text-xs">{value}</span>;
}

function methodText(method: string): string {
  switch (method) {
    case 'email':
      return 'by mail';
    case 'google':
      return 'with Google';
    default:
      return `by ${method}`;
  }
}

const icons = {
  desktop: Laptop,
  phone: Smartphone,
  program: SquareTerminal,
  unknown: MonitorSmartphone,
} as const;

function DeviceIcon({ kind }: { kind: Device['kind'] }) {
  const Icon = icons[kind];
  return (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-ink-2"
    >
      <Icon className="size-4.5" />
    </span>
  );
}
