import { Laptop, MonitorSmartphone, Smartphone, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type Device, deviceOf } from './device-name.ts';
import { methodText, type SessionItem, sessionName } from './session-words.ts';

/** One session in a list: what and where it is, how it came about, and the button that ends it. */
export function SessionRow({ session, end }: { session: SessionItem; end: ReactNode }) {
  const kind = session.program === null ? deviceOf(session.userAgent).kind : 'program';
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 border-b border-line px-4 py-4 last:border-0 sm:flex-nowrap sm:px-5">
      <DeviceIcon kind={kind} />
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h2 className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{sessionName(session)}</h2>
          {session.current ? (
            <Badge tone="ok" dot>
              This device
            </Badge>
          ) : null}
        </div>
        <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-2 text-sm lg:grid-cols-[7rem_14rem_11rem_minmax(0,1fr)]">
          <Fact term="Last active">{session.current ? 'Now' : <RelativeTime at={session.lastSeenAt} />}</Fact>
          <Fact term={session.program === null ? 'Signed in' : 'Allowed'}>
            <RelativeTime at={session.createdAt} show="datetime" />
            {session.program === null ? <span className="text-ink-3"> {methodText(session)}</span> : null}
          </Fact>
          <PlaceFact session={session} />
          <Fact term="Organisation">{session.organizationName ?? <span className="text-ink-3">None chosen</span>}</Fact>
        </dl>
        <p className="mt-2 text-xs text-ink-3">
          Ends by itself on <RelativeTime at={session.expiresAt} show="date" /> at the latest
        </p>
      </div>
      {end === null ? null : <div className="ml-13 sm:ml-0">{end}</div>}
    </li>
  );
}

/** A browser has a network; a program says what it is. */
function PlaceFact({ session }: { session: SessionItem }) {
  if (session.program !== null) {
    return <Fact term="Says of itself">{session.userAgent ?? <span className="text-ink-3">Nothing</span>}</Fact>;
  }
  return (
    <Fact term="Network">
      {session.network === null ? (
        <span className="text-ink-3">Unknown</span>
      ) : (
        <span className="font-mono text-xs">{session.network}</span>
      )}
    </Fact>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="text-ink-2 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
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
