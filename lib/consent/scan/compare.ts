import type { ScanFindingOf, ScanReportOf } from './report.ts';

/** What became different between two scans of the same page. No Node imports: pages read it. */
export interface ScanChanges {
  readonly newFindings: readonly ScanFindingOf[];
  readonly goneFindings: readonly ScanFindingOf[];
  /** Hosts of others, cookies and entries, in words. */
  readonly appeared: readonly string[];
  readonly disappeared: readonly string[];
}

/** Whatever phase it was in: that something moved from one to another is told by the findings. */
export function compareReports(current: ScanReportOf, previous: ScanReportOf): ScanChanges {
  const [now, before] = [thingsIn(current), thingsIn(previous)];
  const [known, left] = [keysOf(previous.findings), keysOf(current.findings)];
  return {
    newFindings: current.findings.filter((each) => !known.has(keyOf(each))),
    goneFindings: previous.findings.filter((each) => !left.has(keyOf(each))),
    appeared: [...now].filter((thing) => !before.has(thing)).sort(),
    disappeared: [...before].filter((thing) => !now.has(thing)).sort(),
  };
}

const keyOf = ({ code, subject }: ScanFindingOf) => `${code} ${subject}`;
const keysOf = (findings: readonly ScanFindingOf[]) => new Set(findings.map(keyOf));

function thingsIn({ phases }: ScanReportOf): ReadonlySet<string> {
  return new Set(
    phases.flatMap(({ hosts, cookies, entries }) => [
      ...hosts.filter(({ thirdParty }) => thirdParty).map(({ host }) => host),
      ...cookies.map(({ name, domain }) => `cookie ${name} (${domain})`),
      ...entries.map(({ area, name, host }) => `${area} ${name} (${host})`),
    ]),
  );
}
