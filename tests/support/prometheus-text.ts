export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metrics {
  readonly samples: readonly Sample[];
}

const sampleForm = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const labelForm = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;

/**
 * Reads the text format of Prometheus, version 0.0.4, and is strict about it: each family is announced by HELP and TYPE
 * once, its samples follow, no series stands twice, and the buckets of a histogram never fall and end with the count.
 */
export function parseMetrics(text: string): Metrics {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  const series = new Set<string>();
  let family = '';
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const announced = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (announced !== null) {
      const [, kind, name = '', rest = ''] = announced;
      if (kind === 'TYPE' && types.has(name)) throw new Error(`${name} is announced twice`);
      if (kind === 'TYPE') types.set(name, rest);
      family = name;
      continue;
    }
    const sample = sampleOf(line);
    const base = types.get(family) === 'histogram' ? sample.name.replace(/_(?:bucket|sum|count)$/, '') : sample.name;
    if (base !== family) throw new Error(`${sample.name} stands under ${family}`);
    const key = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (series.has(key)) throw new Error(`${key} stands twice`);
    series.add(key);
    samples.push(sample);
  }
  for (const [name, type] of types) if (type === 'histogram') checkHistogram(name, samples);
  return { samples };
}

function sampleOf(line: string): Sample {
  const parts = sampleForm.exec(line);
  if (parts === null) throw new Error(`no sample: ${line}`);
  const [, name = '', labelText = '', value = ''] = parts;
  const labels: Record<string, string> = {};
  labelForm.lastIndex = 0;
  while (labelForm.lastIndex < labelText.length) {
    const found = labelForm.exec(labelText);
    if (found === null) throw new Error(`no labels: ${labelText}`);
    labels[found[1] ?? ''] = found[2] ?? '';
  }
  const number = value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value);
  if (Number.isNaN(number) && value !== 'NaN' && value !== 'Nan') throw new Error(`no value: ${line}`);
  return { name, labels, value: number };
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const groups = Map.groupBy(
    samples.filter((sample) => sample.name === `${name}_bucket`),
    ({ labels: { le: _le, ...labels } }) => JSON.stringify(Object.entries(labels).sort()),
  );
  for (const [labels, buckets] of groups) {
    const falls = buckets.some((bucket, at) => at > 0 && bucket.value < (buckets[at - 1]?.value ?? 0));
    const count = samples.find(
      (sample) => sample.name === `${name}_count` && JSON.stringify(Object.entries(sample.labels).sort()) === labels,
    );
    if (falls || buckets.at(-1)?.labels.le !== '+Inf' || buckets.at(-1)?.value !== count?.value) {
      throw new Error(`the buckets of ${name} ${labels} do not add up`);
    }
  }
}
