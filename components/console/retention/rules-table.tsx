import { daysInWords } from '#lib/privacy/retention/rules.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EditDaysButton } from './edit-days-button.tsx';
import type { PreviewItem, RuleItem } from './retention-types.ts';

interface RulesTableProps {
  rules: readonly RuleItem[];
  preview: PreviewItem;
  /** Names by opaque id, for who set the days. */
  people: Readonly<Record<string, string>>;
  actions: { readonly update: FormAction; readonly count: FormAction };
  refusal: string | undefined;
}

export function RulesTable({ rules, preview, people, actions, refusal }: RulesTableProps) {
  const counts = new Map(preview.data.map(({ rule, count }) => [rule, count]));
  const columns: readonly Column<RuleItem>[] = [
    {
      name: 'title',
      header: 'What',
      cell: ({ title, what, why }) => (
        <div className="min-w-0 py-1">
          <p className="font-medium text-ink">{title}</p>
          <p className="mt-0.5 hidden text-xs text-ink-3 sm:block">{what}.</p>
          <p className="mt-0.5 hidden text-xs text-ink-3 lg:block">{why}</p>
        </div>
      ),
    },
    {
      name: 'days',
      header: 'Kept',
      cell: ({ days, defaultDays, updatedBy }) => (
        <div className="grid gap-1 whitespace-nowrap">
          <span className="text-ink">{daysInWords(days)}</span>
          {updatedBy === null ? null : (
            <span title={`Set by ${people[updatedBy] ?? updatedBy}`}>
              <Badge tone="info">Default: {daysInWords(defaultDays)}</Badge>
            </span>
          )}
        </div>
      ),
    },
    {
      name: 'due',
      header: 'Due now',
      align: 'right',
      from: 'sm',
      className: 'whitespace-nowrap',
      cell: ({ rule }) => (counts.get(rule) ?? 0).toLocaleString('en'),
    },
    {
      name: 'edit',
      header: 'Change',
      hideHeader: true,
      align: 'right',
      cell: (rule) => (
        <EditDaysButton {...{ rule, refusal }} updateAction={actions.update} countAction={actions.count} />
      ),
    },
  ];
  return (
    <DataTable
      caption="Rules of retention"
      columns={columns}
      rows={rules}
      rowKey={({ rule }) => rule}
      stickyHeader={false}
    />
  );
}
