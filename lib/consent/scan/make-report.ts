import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { judge } from './judge.ts';
import type { PhaseSeenOf, WalkSeenOf } from './observation.ts';
import type { ScanReportOf, severities } from './report.ts';
import type { Rules } from './seen-by-phase.ts';

interface Scanned {
  readonly scan: string;
  readonly storefront: { readonly id: string; readonly slug: string };
  readonly url: string;
  readonly requestedAt: string;
  readonly finishedAt: string;
}

/** What is kept of a scan at most. A site that shows more is told by the beginnings of its lists. */
export const reportBytesMax = 256 * 1024;
const shortened = [60, 30, 10] as const;

/** The report, and its text as it is kept: canonical JSON of at most {@link reportBytesMax} bytes. */
export function makeReport(
  scanned: Scanned,
  walk: WalkSeenOf,
  rules: Rules & Pick<ScanReportOf, 'categories'>,
): { readonly report: ScanReportOf; readonly text: string } {
  const { findings, suggestions } = judge(walk, rules);
  const count = (severity: (typeof severities)[number]) => findings.filter((each) => each.severity === severity).length;
  const made = (phases: readonly PhaseSeenOf[]): ScanReportOf => ({
    version: 1,
    ...scanned,
    browser: walk.browser,
    policy: rules.policy,
    categories: rules.categories,
    services: [...rules.services],
    counts: { violation: count('violation'), warning: count('warning'), note: count('note') },
    findings: [...findings],
    suggestions: [...suggestions],
    phases: [...phases],
  });
  let report = made(walk.phases);
  for (const most of shortened) {
    const text = canonicalJson(withoutUndefined(report));
    if (Buffer.byteLength(text) <= reportBytesMax) return { report, text };
    report = made(walk.phases.map((phase) => withShortLists(phase, most)));
  }
  return { report, text: canonicalJson(withoutUndefined(report)) };
}

function withShortLists(phase: PhaseSeenOf, most: number): PhaseSeenOf {
  const [cookies, entries, hosts] = [
    phase.cookies.slice(0, most),
    phase.entries.slice(0, most),
    phase.hosts.slice(0, most),
  ];
  const missing = [phase.cookies, phase.entries, phase.hosts].reduce(
    (sum, list) => sum + Math.max(0, list.length - most),
    0,
  );
  return { ...phase, cookies, entries, hosts, leftOut: phase.leftOut + missing };
}

/** Members that are not there are left out, as JSON leaves them out. */
function withoutUndefined(report: ScanReportOf): Json {
  return JSON.parse(JSON.stringify(report)) as Json;
}
