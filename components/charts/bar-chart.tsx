import { cn } from '../ui/cn.ts';

export interface Bar {
  label: string;
  value: number;
}

/** Few bars over time. The numbers stand in a table for screen readers. */
export function BarChart({
  title,
  bars,
  height = 120,
  className,
}: {
  title: string;
  bars: readonly Bar[];
  /** In px. */
  height?: number | undefined;
  className?: string | undefined;
}) {
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  const step = 100 / Math.max(1, bars.length);
  return (
    <figure className={cn('min-w-0', className)}>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="block w-full"
        height={height}
      >
        {[0.25, 0.5, 0.75, 1].map((line) => (
          <line
            key={line}
            x1="0"
            x2="100"
            y1={height - line * (height - 6)}
            y2={height - line * (height - 6)}
            className="stroke-line"
            strokeDasharray="2 3"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {bars.map((bar, index) => {
          const size = bar.value === 0 ? 1.5 : Math.max(3, (bar.value / top) * (height - 6));
          return (
            <rect
              key={bar.label}
              x={index * step + step * 0.16}
              width={step * 0.68}
              y={height - size}
              height={size}
              className={bar.value === 0 ? 'fill-line-strong' : 'fill-chart-1'}
            >
              <title>{`${bar.label}: ${bar.value}`}</title>
            </rect>
          );
        })}
      </svg>
      <div aria-hidden="true" className="mt-2 flex justify-between text-2xs text-ink-3">
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </div>
      <table className="sr-only">
        <caption>{title}</caption>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{bar.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
