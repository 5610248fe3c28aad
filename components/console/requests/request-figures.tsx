import { kindWords, requestKinds } from '#lib/privacy/requests/kinds.ts';
import { Card } from '../../ui/card.tsx';
import { Stat } from '../../ui/stat.tsx';
import { consolePaths } from '../paths.ts';
import type { RequestFigures } from './request-types.ts';

/** How the organisation does with requests. */
export function RequestFiguresRow({ org, figures }: { org: string; figures: RequestFigures }) {
  const { open, overdue, medianDays, fulfilled, refused, late } = figures;
  const path = consolePaths.requests(org);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label="Open" value={open} href={`${path}?state=open`} note="To be answered" />
      <Stat label="Overdue" value={overdue} href={`${path}?due=overdue`} note={`${late} late in 12 months`} />
      <Stat label="Median time" value={medianDays === null ? '—' : daysText(medianDays)} note="Last 12 months" />
      <Stat label="Fulfilled / refused" value={`${fulfilled} / ${refused}`} note="Last 12 months" />
    </div>
  );
}

/** What people asked for in the last twelve months. */
export function RequestKindsCard({ figures }: { figures: RequestFigures }) {
  const most = Math.max(1, ...requestKinds.map((kind) => figures.byKind[kind] ?? 0));
  return (
    <Card title="By kind" description={`${figures.received} confirmed in the last 12 months`}>
      <dl className="grid gap-2.5">
        {requestKinds.map((kind) => {
          const count = figures.byKind[kind] ?? 0;
          return (
            <div key={kind} className="grid grid-cols-[7rem_minmax(0,1fr)_2.5rem] items-center gap-3 text-sm">
              <dt className="text-ink-2">{kindWords[kind].title}</dt>
              <dd aria-hidden="true" className="h-2 rounded-full bg-sunken">
                <span className="block h-full rounded-full bg-brand" style={{ width: `${(count / most) * 100}%` }} />
              </dd>
              <dd className="text-right text-ink tabular-nums">{count}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-US')} days`;
}
