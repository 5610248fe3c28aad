import { consentMethods } from '#lib/consent/categories.ts';
import { StackedBars, StackedRows } from '../../charts/stacked-bars.tsx';
import { Card } from '../../ui/card.tsx';
import { Stat } from '../../ui/stat.tsx';
import type { Counts, Statistics } from './consent-types.ts';
import { languageWords, methodWords, shareWords } from './consent-words.ts';

const series = consentMethods.map((name) => ({ name, label: methodWords[name] }));

/** How visitors chose of late: in numbers, over time and by language. */
export function ConsentCharts({ statistics }: { statistics: Statistics }) {
  const { total, days, languages } = statistics;
  const all = sumOf(total);
  const period = `last ${days.length} days`;
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat label="Choices" value={all.toLocaleString('en-US')} note={`In the ${period}`} />
        <Stat label="Accepted all" value={shareWords(total.accept_all, all)} note={counted(total.accept_all)} />
        <Stat
          label="Said no"
          value={shareWords(total.reject_all + total.gpc, all)}
          note={`${counted(total.reject_all + total.gpc)}, ${total.gpc.toLocaleString('en-US')} by GPC`}
        />
        <Stat label="Withdrew" value={shareWords(total.withdraw, all)} note={counted(total.withdraw)} />
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card title="Choices by day" description={`The ${period}, by UTC.`}>
          {all === 0 ? (
            <p className="py-10 text-center text-sm text-ink-3">Nobody has chosen in this time.</p>
          ) : (
            <StackedBars
              title="Choices by day"
              series={series}
              bars={days.map(({ day, counts }) => ({ label: day, values: counts }))}
            />
          )}
        </Card>
        <Card title="By language" description="In which visitors were asked.">
          {languages.length === 0 ? (
            <p className="py-10 text-center text-sm text-ink-3">Nobody was asked yet.</p>
          ) : (
            <StackedRows
              title="Choices by language"
              series={series}
              bars={languages
                .toSorted((one, other) => sumOf(other.counts) - sumOf(one.counts))
                .map(({ language, counts }) => ({ label: languageWords(language), values: counts }))}
            />
          )}
        </Card>
      </div>
    </div>
  );
}

function sumOf(counts: Counts): number {
  return consentMethods.reduce((sum, method) => sum + counts[method], 0);
}

function counted(count: number): string {
  return `${count.toLocaleString('en-US')} of them`;
}
