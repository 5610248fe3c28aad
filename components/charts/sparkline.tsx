/** A line without axes beside a number. Decoration: the number says what matters. */
export function Sparkline({
  values,
  width = 72,
  height = 28,
}: {
  values: readonly number[];
  /** In px. */
  width?: number | undefined;
  /** In px. */
  height?: number | undefined;
}) {
  if (values.length < 2) return null;
  const top = Math.max(...values);
  const bottom = Math.min(...values);
  const span = top - bottom || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 4) + 2;
    const y = height - 3 - ((value - bottom) / span) * (height - 6);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polygon points={`2,${height} ${points.join(' ')} ${width - 2},${height}`} className="fill-chart-1 opacity-12" />
      <polyline
        points={points.join(' ')}
        className="fill-none stroke-chart-1"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
