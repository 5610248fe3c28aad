import { cn } from '../ui/cn.ts';

/** One kind of what is counted: the same colour and place in every bar. */
export interface Series {
  readonly name: string;
  readonly label: string;
}

export interface StackedBar {
  readonly label: string;
  /** By the names of the series. */
  readonly values: Readonly<Record<string, number>>;
}

const fills = ['fill-chart-1', 'fill-chart-5', 'fill-chart-3', 'fill-chart-4', 'fill-chart-2'] as const;
const dots = ['bg-chart-1', 'bg-chart-5', 'bg-chart-3', 'bg-chart-4', 'bg-chart-2'] as const;

interface StackedProps {
  /** What is counted, for example "Choices by day". */
  title: string;
  series: readonly Series[];
  bars: readonly StackedBar[];
}

/** Parts of a whole for each of many equal steps, over time. The numbers stand in a table that anybody can open. */
export function StackedBars({ title, series, bars, height = 160 }: StackedProps & { height?: number | undefined }) {
  const sums = bars.map((bar) => sumOf(bar, series));
  const top = Math.max(1, ...sums);
  const step = 100 / Math.max(1, bars.length);
  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="sr-only">{title}</figcaption>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden="true" className="flex flex-col justify-between text-2xs text-ink-3 tabular-nums">
          <span className="-translate-y-1/2">{top.toLocaleString('en-US')}</span>
          <span className="translate-y-1/2">0</span>
        </div>
        <svg
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="block w-full"
          height={height}
        >
          {[0, 0.5, 1].map((line) => (
            <line
              key={line}
              x1="0"
              x2="100"
              y1={height - line * height}
              y2={height - line * height}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {bars.map((bar, index) =>
            partsOf(bar, series).map(({ name, from, value }, part) =>
              value === 0 ? null : (
                <rect
                  key={`${bar.label} ${name}`}
                  x={index * step + step * 0.14}
                  width={step * 0.72}
                  y={height - ((from + value) / top) * height}
                  height={(value / top) * height}
                  className={fills[part % fills.length]}
                />
              ),
            ),
          )}
        </svg>
        <div aria-hidden="true" className="col-start-2 mt-1.5 flex justify-between text-2xs text-ink-3">
          <span>{bars[0]?.label}</span>
          <span>{bars.at(-1)?.label}</span>
        </div>
      </div>
      <Legend series={series} />
      <NumbersTable {...{ title, series, bars }} />
    </figure>
  );
}

/** Parts of a whole for each of a few kinds, side by side. */
export function StackedRows({ title, series, bars }: StackedProps) {
  const top = Math.max(1, ...bars.map((bar) => sumOf(bar, series)));
  return (
    <figure className="grid min-w-0 gap-3">
      <figcaption className="sr-only">{title}</figcaption>
      <div
        aria-hidden="true"
        className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2"
      >
        {bars.map((bar) => (
          <div key={bar.label} className="contents text-sm">
            <span className="truncate text-ink-2">{bar.label}</span>
            <span className="flex h-3 gap-px overflow-hidden rounded-xs">
              {series.map(({ name }, part) => {
                const value = bar.values[name] ?? 0;
                return value === 0 ? null : (
                  <span
                    key={name}
                    className={cn('h-full', dots[part % dots.length])}
                    style={{ width: `${(value / top) * 100}%` }}
                  />
                );
              })}
            </span>
            <span className="text-right text-ink tabular-nums">{sumOf(bar, series).toLocaleString('en-US')}</span>
          </div>
        ))}
      </div>
      <NumbersTable {...{ title, series, bars }} />
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
      {series.map(({ name, label }, part) => (
        <li key={name} className="flex items-center gap-1.5">
          <span className={cn('size-2 rounded-full', dots[part % dots.length])} />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** What the bars say, as numbers: bars without anything are left out. */
function NumbersTable({ title, series, bars }: StackedProps) {
  const filled = bars.filter((bar) => sumOf(bar, series) > 0);
  return (
    <details className="min-w-0 text-sm">
      <summary className="w-fit cursor-pointer rounded-xs text-xs font-medium text-brand-ink">The numbers</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} className="mt-2 max-h-72 overflow-auto rounded-md border border-line">
        <table className="w-full text-xs">
          <caption className="sr-only">{title}</caption>
          <thead className="sticky top-0 bg-sunken text-ink-3">
            <tr>
              <th scope="col" className="px-3 py-1.5 text-left font-medium">
                <span className="sr-only">Of</span>
              </th>
              {series.map(({ name, label }) => (
                <th key={name} scope="col" className="px-3 py-1.5 text-right font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {filled.map((bar) => (
              <tr key={bar.label} className="border-t border-line">
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap text-ink-2">
                  {bar.label}
                </th>
                {series.map(({ name }) => (
                  <td key={name} className="px-3 py-1 text-right text-ink">
                    {(bar.values[name] ?? 0).toLocaleString('en-US')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function sumOf(bar: StackedBar, series: readonly Series[]): number {
  return series.reduce((sum, { name }) => sum + (bar.values[name] ?? 0), 0);
}

/** Each part with where it begins. */
function partsOf(bar: StackedBar, series: readonly Series[]) {
  let from = 0;
  return series.map(({ name }) => {
    const value = bar.values[name] ?? 0;
    const part = { name, from, value };
    from += value;
    return part;
  });
}
