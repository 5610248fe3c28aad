import { CircleAlert } from 'lucide-react';
import { cn } from '../../ui/cn.ts';
import { type ImportPreviewItem, OutcomeBadge, type PreviewRow, targetWords } from './import-words.tsx';

/** The first rows of the file as they would be imported, with what is wrong in the cell where it is wrong. */
export function PreviewTable({ preview }: { preview: ImportPreviewItem }) {
  const shown = preview.columns.flatMap((column, index) => (column.target === 'ignore' ? [] : [{ ...column, index }]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling region of a table, not a part of the page
    <div
      role="region"
      aria-label="First rows of the file"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="max-h-[34rem] overflow-auto outline-offset-[-2px]"
    >
      <table className="border-separate border-spacing-0 text-xs">
        <caption className="sr-only">First rows of the file, and what would become of each</caption>
        <thead>
          <tr className="text-left [&>th]:sticky [&>th]:top-0 [&>th]:z-10 [&>th]:border-b [&>th]:border-line [&>th]:bg-sunken [&>th]:px-3 [&>th]:py-2 [&>th]:align-bottom [&>th]:font-medium [&>th]:text-ink-3">
            <th scope="col" className="sm:!pl-5">
              Row
            </th>
            <th scope="col" className="!pr-5">
              Becomes
            </th>
            {shown.map((column) => (
              <th key={column.index} scope="col" className="min-w-32">
                <span className="block text-ink">
                  {column.target === 'custom' ? column.header : targetWords[column.target]}
                </span>
                <span className="block font-normal">
                  {column.target === 'custom' ? 'Custom field' : <>from “{column.header}”</>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <PreviewRowLine key={row.row} row={row} columns={shown.map((column) => column.index)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewRowLine({ row, columns }: { row: PreviewRow; columns: readonly number[] }) {
  const general = row.problems.filter((problem) => problem.column === null || !columns.includes(problem.column));
  const inCells = row.problems.filter((problem) => !general.includes(problem));
  return (
    <tr className="[&>*]:border-b [&>*]:border-line [&>*]:px-3 [&>*]:py-2 [&>*]:align-top last:[&>*]:border-0">
      <th scope="row" className="text-left font-normal text-ink-3 tabular-nums sm:!pl-5">
        {row.row}
      </th>
      <td className={cn('!pr-5', general.length > 0 && 'min-w-44')}>
        <OutcomeBadge outcome={row.outcome} />
        {general.map((problem) => (
          <Problem key={problem.message} message={problem.message} />
        ))}
        {inCells.length > 0 ? (
          <span className="mt-1 block min-w-24 text-danger-ink">
            See {[...new Set(inCells.map((one) => one.header))].join(', ')}
          </span>
        ) : null}
      </td>
      {columns.map((column) => {
        const problems = row.problems.filter((problem) => problem.column === column);
        return (
          <td
            key={column}
            className={cn(
              'max-w-64 min-w-32 [overflow-wrap:anywhere]',
              problems.length > 0
                ? 'bg-danger-soft text-danger-ink outline-1 -outline-offset-1 outline-danger-line'
                : row.outcome === 'skip' || row.outcome === 'reject'
                  ? 'text-ink-3'
                  : 'text-ink-2',
            )}
          >
            <span className="line-clamp-3">{row.cells[column]}</span>
            {problems.map((problem) => (
              <Problem key={problem.message} message={problem.message} />
            ))}
          </td>
        );
      })}
    </tr>
  );
}

function Problem({ message }: { message: string }) {
  return (
    <span className="mt-1 flex items-start gap-1 font-medium text-danger-ink">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
      {message}
    </span>
  );
}
