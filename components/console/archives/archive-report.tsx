import type { ArchiveAnswer, ArchivePerson, ArchiveReport } from '#lib/privacy/archive/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CalendarDate } from '../../ui/calendar-date.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { consolePaths } from '../paths.ts';
import { inFigures } from './archive-words.tsx';

type Entity = ArchiveReport['entities'][number];

/** `Files; their bytes are in files/` as `Files`: what follows is for whoever reads the archive itself. */
const shortTitle = (title: string) => title.split(';', 1)[0] ?? title;

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Where an archive is from, what comes over, what does not, and who belonged there. */
export function ArchiveReportCards({
  org,
  current,
  report,
}: {
  org: string;
  current: ArchiveAnswer;
  report: ArchiveReport;
}) {
  const taken = report.entities.filter((entity) => entity.taken);
  const left = report.entities.filter((entity) => !entity.taken);
  return (
    <>
      <Card title="Where it is from">
        <DescriptionList
          columns={2}
          items={[
            { term: 'Organisation', detail: report.organization.name },
            { term: 'Installation', detail: report.instance },
            { term: 'As of', detail: <CalendarDate on={report.createdAt.slice(0, 10)} /> },
            { term: 'Ledger', detail: `${inFigures(report.ledger.size)} receipts, verified` },
            {
              term: 'Files',
              detail:
                report.files.count === 0
                  ? 'None'
                  : `${inFigures(report.files.count)}, ${formatBytes(report.files.bytes)}`,
            },
            { term: 'SHA-256', detail: <code className="font-mono text-xs">{current.sha256}</code> },
          ]}
        />
      </Card>
      <Card flush title={current.state === 'done' ? 'What came over' : 'What comes over'}>
        <DataTable caption="Records that come over" columns={takenColumns} rows={taken} rowKey={({ name }) => name} />
      </Card>
      {left.length > 0 ? (
        <Card
          flush
          title="What is not taken over"
          description="Whatever gives somebody access or sends something out is decided here anew."
        >
          <DataTable caption="Records that stay out" columns={leftColumns} rows={left} rowKey={({ name }) => name} />
        </Card>
      ) : null}
      {current.people.length > 0 ? (
        <Card
          flush
          title="People of the old organisation"
          description="An archive makes nobody a member. Invite those who belong here."
          actions={
            <LinkButton size="sm" href={consolePaths.members(org)}>
              Open members
            </LinkButton>
          }
        >
          <DataTable caption="People" columns={peopleColumns} rows={current.people} rowKey={({ email }) => email} />
        </Card>
      ) : null}
    </>
  );
}

const takenColumns: readonly Column<Entity>[] = [
  { name: 'title', header: 'Records', cell: ({ title }) => shortTitle(title) },
  { name: 'rows', header: 'Count', align: 'right', cell: ({ rows }) => inFigures(rows) },
];

const leftColumns: readonly Column<Entity>[] = [
  {
    name: 'title',
    header: 'Records',
    cell: ({ title, why }) => (
      <span className="grid gap-0.5 py-1.5">
        <span>{shortTitle(title)}</span>
        <span className="text-xs text-ink-3">{why}</span>
      </span>
    ),
  },
  { name: 'rows', header: 'Count', align: 'right', cell: ({ rows }) => inFigures(rows) },
];

const peopleColumns: readonly Column<ArchivePerson>[] = [
  {
    name: 'email',
    header: 'Person',
    cell: ({ email, name }) => (
      <span className="grid gap-0.5 py-1.5">
        <span className="[overflow-wrap:anywhere]">{name ?? email}</span>
        {name === null ? null : <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{email}</span>}
      </span>
    ),
  },
  { name: 'role', header: 'Role', align: 'right', cell: ({ role }) => <Badge>{capitalised(role)}</Badge> },
];

type Problem = ArchiveAnswer['problems'][number];

/** What is wrong with a refused archive: entry by entry. */
export function ProblemsCard({ problems }: { problems: readonly Problem[] }) {
  const numbered = problems.map((problem, n) => ({ ...problem, n }));
  return (
    <Card flush title="Problems" description={problems.length >= 100 ? 'The first hundred.' : undefined}>
      <DataTable
        caption="Problems of the archive"
        columns={problemColumns}
        rows={numbered}
        rowKey={({ n }) => String(n)}
      />
    </Card>
  );
}

const problemColumns: readonly Column<Problem>[] = [
  {
    name: 'path',
    header: 'Where',
    cell: ({ path }) => <code className="font-mono text-xs [overflow-wrap:anywhere]">{path}</code>,
  },
  { name: 'message', header: 'What', cell: ({ message }) => message },
];
