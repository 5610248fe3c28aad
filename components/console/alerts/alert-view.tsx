import type { FormAction } from '../../forms/form-state.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { AlertButtons } from './alert-buttons.tsx';
import type { AlertItem, DeliveryItem } from './alert-types.ts';
import { detailWords, SeverityBadge, StateBadge } from './alert-words.tsx';
import { DeliveryList } from './delivery-list.tsx';

export interface AlertViewProps {
  /** The organisation's slug. */
  org: string;
  alert: AlertItem;
  deliveries: readonly DeliveryItem[];
  /** Names by opaque id, for whom it is about and who takes care of it. */
  people: Readonly<Record<string, string>>;
  acknowledgeAction: FormAction;
  resolveAction: FormAction;
  retryAction: FormAction;
  /** Why the reader cannot change it; leave out when they can. */
  refusal?: string | undefined;
}

/** One alert: what it means, what to do, what was seen, who was told. */
export function AlertView(props: AlertViewProps) {
  const { org, alert, deliveries, people, acknowledgeAction, resolveAction, retryAction, refusal } = props;
  const who = (id: string | null) => (id === null ? null : (people[id] ?? (id === 'system' ? 'Over by itself' : id)));
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Alerts', href: consolePaths.alerts(org) }, { label: alert.title }]}
        title={alert.title}
        aside={<StateBadge state={alert.state} />}
        actions={<AlertButtons {...{ acknowledgeAction, resolveAction, refusal }} id={alert.id} state={alert.state} />}
      />
      {alert.means === '' ? null : (
        <Callout tone={alert.severity === 'critical' ? 'danger' : 'warn'} title="What it means">
          {alert.means}
        </Callout>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          {alert.whatToDo === '' ? null : (
            <Card title="What to do">
              <p className="text-sm text-ink-2">{alert.whatToDo}</p>
            </Card>
          )}
          <Card flush title="Who was told">
            <DeliveryList
              {...{ deliveries, retryAction, refusal }}
              none="Nobody was told of this one: its way out is what it tells of, or nobody is named."
            />
          </Card>
        </div>
        <Card title="What was seen">
          <DescriptionList
            className="-my-2"
            items={[
              { term: 'Severity', detail: <SeverityBadge severity={alert.severity} /> },
              { term: 'About', detail: <About id={alert.subject} name={people[alert.subject]} /> },
              ...Object.entries(alert.detail).map(([name, value]) => ({
                term: detailWords(name),
                detail: value === null ? null : <Mono text={String(value)} />,
              })),
              { term: 'Seen', detail: `${alert.count}×` },
              { term: 'First', detail: <RelativeTime at={alert.firstSeenAt} show="datetime" /> },
              { term: 'Last', detail: <RelativeTime at={alert.lastSeenAt} show="datetime" /> },
              { term: 'Acknowledged', detail: noted(alert.acknowledgedAt, who(alert.acknowledgedBy)) },
              { term: 'Settled', detail: noted(alert.resolvedAt, who(alert.resolvedBy)) },
              { term: 'Rule', detail: <Mono text={alert.rule} /> },
              { term: 'Id', detail: <Mono text={alert.id} /> },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

function noted(at: string | null, who: string | null) {
  if (at === null) return null;
  return (
    <>
      {who}, <RelativeTime at={at} show="datetime" />
    </>
  );
}

function About({ id, name }: { id: string; name: string | undefined }) {
  return (
    <>
      {name === undefined ? null : <>{name}, </>}
      <Mono text={id} />
    </>
  );
}

function Mono({ text }: { text: string }) {
  return <code className="font-mono text-xs [overflow-wrap:anywhere]">{text}</code>;
}
