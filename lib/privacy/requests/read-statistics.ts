import { operation } from '../../access/operation.ts';
import { type RequestKind, requestKinds } from './kinds.ts';
import { answerTimes, countByKind, countRequests } from './request-store.ts';
import { NothingTold, SubjectStatistics } from './schema.ts';

const dayMs = 86_400_000;

/** How the organisation does with requests, over the last twelve months. */
export const readStatistics = operation({
  name: 'subjectRequests.readStatistics',
  title: 'Read the figures of requests of data subjects',
  http: 'GET /subject-requests/statistics',
  permission: 'subjectRequests:read',
  feature: undefined,
  limits: ['api.general'],
  input: NothingTold,
  output: SubjectStatistics,
  writes: false,
  run: async (ctx) => {
    const now = ctx.now();
    const since = new Date(now);
    since.setUTCFullYear(since.getUTCFullYear() - 1);
    const from = since.toISOString();
    const [counts, kinds, times] = await Promise.all([
      countRequests(ctx.db, now.toISOString(), from),
      countByKind(ctx.db, from),
      answerTimes(ctx.db, from),
    ]);
    const byKind = Object.fromEntries(
      requestKinds.map((kind) => [kind, kinds.find((row) => row.kind === kind)?.n ?? 0]),
    ) as Record<RequestKind, number>;
    const days = times.map(({ receivedAt, closedAt }) => (Date.parse(closedAt) - Date.parse(receivedAt)) / dayMs);
    return { ...counts, byKind, medianDays: medianOf(days) };
  },
});

/** With one digit behind the point; null of nothing. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10;
}
