import type { ReactNode } from 'react';
import { type PhaseSeenOf, phaseWords } from '#lib/consent/scan/observation.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { inNumber } from './scan-words.tsx';

/** Everything that was seen in one phase. */
export function PhasePanel({ seen }: { seen: PhaseSeenOf }) {
  const { hosts, cookies, entries, phase } = seen;
  const third = hosts.filter(({ thirdParty }) => thirdParty);
  return (
    <div className="grid gap-5">
      <p className="text-sm text-ink-3">
        {inNumber(seen.requests, 'request', 'requests')}, {formatBytes(seen.bytes)}, in{' '}
        {(seen.milliseconds / 1_000).toFixed(1)} s
        {seen.leftOut > 0 ? `; ${inNumber(seen.leftOut, 'entry is', 'entries are')} not listed` : ''}.
        {seen.phase !== 'before' && !seen.acted ? ' The way to do this was not found.' : ''}
      </p>
      <Section title="Other hosts">
        {third.length === 0 ? (
          <None>No host but the site’s own was asked for anything.</None>
        ) : (
          <DataTable
            caption={`${phaseWords[phase]}: other hosts`}
            columns={hostColumns}
            rows={third}
            rowKey={({ host }) => host}
            stickyHeader={false}
          />
        )}
      </Section>
      <Section title="Cookies">
        {cookies.length === 0 ? (
          <None>No cookie was kept.</None>
        ) : (
          <DataTable
            caption={`${phaseWords[phase]}: cookies`}
            columns={cookieColumns}
            rows={cookies.map((cookie, n) => ({ ...cookie, n }))}
            rowKey={({ n }) => String(n)}
            stickyHeader={false}
          />
        )}
      </Section>
      <Section title="Other storage">
        {entries.length === 0 ? (
          <None>Nothing was kept in other storage.</None>
        ) : (
          <DataTable
            caption={`${phaseWords[phase]}: other storage`}
            columns={entryColumns}
            rows={entries}
            rowKey={({ area, host, name }) => `${area} ${host} ${name}`}
            stickyHeader={false}
          />
        )}
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}

function None({ children }: { children: string }) {
  return <p className="text-sm text-ink-3">{children}</p>;
}

const mono = (text: string) => <span className="font-mono text-xs [overflow-wrap:anywhere]">{text}</span>;
const party = (isThird: boolean) => (isThird ? <Badge tone="warn">Third party</Badge> : <Badge>First party</Badge>);

const hostColumns: readonly Column<PhaseSeenOf['hosts'][number]>[] = [
  { name: 'host', header: 'Host', cell: ({ host }) => mono(host) },
  { name: 'kinds', header: 'For', from: 'sm', cell: ({ kinds }) => kinds.join(', ') },
  { name: 'requests', header: 'Requests', align: 'right', cell: ({ requests }) => requests.toLocaleString('en-US') },
];

const cookieColumns: readonly Column<PhaseSeenOf['cookies'][number] & { n: number }>[] = [
  { name: 'name', header: 'Name', cell: ({ name }) => mono(name) },
  { name: 'domain', header: 'Domain', from: 'md', cell: ({ domain }) => mono(domain) },
  { name: 'life', header: 'Kept for', cell: ({ lifetimeSeconds }) => lifetimeWords(lifetimeSeconds) },
  { name: 'party', header: 'Whose', from: 'sm', cell: ({ thirdParty }) => party(thirdParty) },
  {
    name: 'flags',
    header: 'Flags',
    from: 'lg',
    cell: ({ httpOnly, secure, sameSite }) =>
      [httpOnly ? 'HttpOnly' : null, secure ? 'Secure' : null, sameSite].filter(Boolean).join(', '),
  },
];

const areaWords = { localStorage: 'Local', sessionStorage: 'Session', indexedDB: 'Database' } as const;

const entryColumns: readonly Column<PhaseSeenOf['entries'][number]>[] = [
  { name: 'name', header: 'Name', cell: ({ name }) => mono(name) },
  { name: 'area', header: 'Storage', cell: ({ area }) => areaWords[area] },
  { name: 'host', header: 'Host', from: 'md', cell: ({ host }) => mono(host) },
];

/** `2 years`, `30 days`, `20 minutes`: as precise as people ask. */
function lifetimeWords(seconds: number | null): string {
  if (seconds === null) return 'The session';
  const units = [
    [365 * 86_400, 'year', 'years'],
    [86_400, 'day', 'days'],
    [3_600, 'hour', 'hours'],
    [60, 'minute', 'minutes'],
  ] as const;
  for (const [size, one, many] of units) {
    if (seconds >= size * 0.99) return inNumber(Math.max(1, Math.round(seconds / size)), one, many);
  }
  return inNumber(seconds, 'second', 'seconds');
}
