import { CircleAlert, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { type Description, DescriptionList } from '../ui/description-list.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { ExportReport } from './verifier-report.ts';

const looks = {
  ok: { Icon: ShieldCheck, box: 'border-ok-line bg-ok-soft text-ok-ink' },
  warn: { Icon: ShieldAlert, box: 'border-warn-line bg-warn-soft text-warn-ink' },
  danger: { Icon: CircleAlert, box: 'border-danger-line bg-danger-soft text-danger-ink' },
} as const;

const number = (value: number) => value.toLocaleString('en-US');
const receiptWord = (count: number) => (count === 1 ? 'receipt' : 'receipts');

/** What the verifier found, in words; the place first, where something is wrong. */
export function ResultCard({ name, report }: { name: string; report: ExportReport }) {
  const { tone, title, text } = verdictOf(report);
  const { Icon, box } = looks[tone];
  return (
    <section className="overflow-clip rounded-lg border border-line bg-raised shadow-xs">
      <div className={cn('flex items-start gap-3 border-b px-4 py-4 sm:px-5', box)}>
        <Icon aria-hidden="true" className="mt-0.5 size-6 shrink-0" />
        <div className="min-w-0 [overflow-wrap:anywhere]">
          <h2 className="text-lg font-semibold">{title}</h2>
          <div className="mt-1 text-sm">{text}</div>
        </div>
      </div>
      <div className="px-4 py-2 sm:px-5">
        <DescriptionList items={[{ term: 'File', detail: name }, ...detailsOf(report)]} />
      </div>
    </section>
  );
}

function verdictOf(report: ExportReport): { tone: keyof typeof looks; title: string; text: ReactNode } {
  const { problem, pinned, kind, receipts, size } = report;
  if (problem !== null) {
    return {
      tone: 'danger',
      title: `Not verified: ${problem.where}`,
      text: (
        <>
          <p>{problem.message}</p>
          <p className="mt-1">
            {number(receipts)} {receiptWord(receipts)} before it {receipts === 1 ? 'is' : 'are'} in order; what follows
            was not judged.
          </p>
        </>
      ),
    };
  }
  const what =
    kind === 'full'
      ? `all ${number(receipts)} ${receiptWord(receipts)} are as they were written`
      : kind === 'projection'
        ? `${number(receipts)} of ${number(size ?? 0)} receipts are in the ledger, by their hashes`
        : `${number(receipts)} of ${number(size ?? 0)} receipts are as they were written, and in the ledger`;
  if (pinned) return { tone: 'ok', title: `Verified: ${what}`, text: <p>The key that you gave vouches for it.</p> };
  return {
    tone: 'warn',
    title: 'Consistent, but not verified',
    text: (
      <p>
        The file agrees with itself. No key was given, and whoever can make a ledger can make a key: get the key by a
        way that whoever gave you the file does not control.
      </p>
    ),
  };
}

function detailsOf(report: ExportReport): Description[] {
  const { origin, details, head, root, time, size, key, saved, problem, filter } = report;
  const items: Description[] = [{ term: 'Ledger', detail: origin }];
  if (problem !== null) return [...items, { term: 'Problem', detail: <Coded text={problem.problem} /> }];
  const { opened, erased, absent } = details;
  for (const { organization, at, number: certificate } of report.certifies) {
    items.push({
      term: 'Certifies',
      detail: (
        <>
          That an organisation was erased, <RelativeTime at={at} show="datetime" />
          <span className="block">
            <Coded text={organization} />
          </span>
          {certificate === null ? null : <span className="block">Certificate {certificate}</span>}
        </>
      ),
    });
  }
  items.push(
    report.kind === 'projection'
      ? {
          term: 'Not proven',
          detail:
            'What the file says beside the hashes: when, what, by whom and to what. It is the word of who shared it.',
        }
      : {
          term: 'Details',
          detail: `${number(opened)} are what was committed to; ${number(erased)} erased; ${number(absent)} not in the file`,
        },
    { term: 'Head', detail: head && <Coded label={`Receipt ${number(head.seq)}`} text={head.hash} /> },
    { term: 'Root', detail: root && <Coded text={root} /> },
    {
      term: 'Checkpoint',
      detail: (
        <>
          {number(size ?? 0)} {receiptWord(size ?? 0)}
          {time === null ? null : (
            <>
              , signed <RelativeTime at={time} show="datetime" />
            </>
          )}
        </>
      ),
    },
    { term: 'Signed by', detail: key && <Coded text={key} /> },
  );
  if (filter !== null) items.push({ term: 'Filter', detail: <Coded text={JSON.stringify(filter)} /> });
  if (saved.length > 0) items.push({ term: 'Saved', detail: <SavedList saved={saved} /> });
  return items;
}

function SavedList({ saved }: Pick<ExportReport, 'saved'>) {
  return (
    <ul className="grid gap-1">
      {saved.map(({ name, size, agrees }) => (
        <li key={`${name} ${size}`}>
          {name}, {number(size)} {receiptWord(size)}:{' '}
          {agrees ? 'agrees' : 'not compared, a consistency proof is needed'}
        </li>
      ))}
    </ul>
  );
}

function Coded({ label, text }: { label?: string; text: string }) {
  return (
    <>
      {label === undefined ? null : <span className="block">{label}</span>}
      <code className="font-mono text-xs">{text}</code>
    </>
  );
}
