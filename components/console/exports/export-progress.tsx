'use client';

import { Progress } from '../../ui/progress.tsx';
import { useFollowed } from '../use-followed.ts';
import { type ExportItem, isUnderWay } from './export-words.tsx';

/** Follows an export that is being made; when it has ended, the page loads anew. */
export function ExportProgress({ item }: { item: ExportItem }) {
  const { seen } = useFollowed(`/exports/${encodeURIComponent(item.id)}`, item, (next) => !isUnderWay(next));
  const { rowsDone, rowsTotal } = seen;
  const count = (rows: number) => rows.toLocaleString('en-US');
  return (
    <Progress
      label={<span className="sr-only">{item.fileName}</span>}
      value={rowsTotal === null ? null : Math.min(rowsDone, rowsTotal)}
      max={Math.max(rowsTotal ?? 1, 1)}
      note={rowsTotal === null ? 'Waits for its turn' : `${count(rowsDone)} of ${count(rowsTotal)} rows`}
    />
  );
}
