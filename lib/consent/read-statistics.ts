import { operation } from '../access/operation.ts';
import { isoAfter } from '../platform/clock.ts';
import { type ConsentLanguage, type ConsentMethod, consentMethods } from './categories.ts';
import { type ConsentCount, countConsents } from './consent-store.ts';
import { ConsentStatistics, ReadConsentStatistics } from './schema.ts';

type Counts = Record<ConsentMethod, number>;

const daySeconds = 86_400;

/** How visitors chose, by day (UTC) and by language. */
export const readConsentStatistics = operation({
  name: 'consents.statistics',
  title: 'Count what visitors chose',
  description: 'Choices of the last days, today among them, by how they were made. Days are those of UTC.',
  http: 'GET /consents/statistics',
  permission: 'consents:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadConsentStatistics,
  output: ConsentStatistics,
  writes: false,
  run: async (ctx, { storefront, days }) => {
    const now = ctx.now();
    const names = Array.from({ length: days }, (_, index) => dayOf(isoAfter(now, (index + 1 - days) * daySeconds)));
    const filter = { storefront, from: `${names[0]}T00:00:00.000Z` };
    const byDay = await countConsents(ctx.db, 'day', filter);
    const byLanguage = await countConsents(ctx.db, 'language', filter);
    const languages = [...new Set(byLanguage.map(({ name }) => name))] as ConsentLanguage[];
    return {
      total: countsOf(byDay),
      days: names.map((day) => ({ day, counts: countsOf(byDay.filter(({ name }) => name === day)) })),
      languages: languages.map((language) => ({
        language,
        counts: countsOf(byLanguage.filter(({ name }) => name === language)),
      })),
    };
  },
});

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function countsOf(rows: readonly ConsentCount[]): Counts {
  const counts = Object.fromEntries(consentMethods.map((method) => [method, 0])) as Counts;
  for (const { method, n } of rows) counts[method] += n;
  return counts;
}
