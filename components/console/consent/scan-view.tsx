import { Download } from 'lucide-react';
import { compareReports } from '#lib/consent/scan/compare.ts';
import { phaseWords } from '#lib/consent/scan/observation.ts';
import type { ScanReportOf } from '#lib/consent/scan/report.ts';
import type { ScanOf } from '#lib/consent/scan/schema.ts';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { consolePaths } from '../paths.ts';
import { ChangesCard } from './scan-changes.tsx';
import { FindingsCard, SuggestionsCard } from './scan-findings.tsx';
import { PhasePanel } from './scan-phases.tsx';
import { ScanProgress } from './scan-progress.tsx';
import { isUnderWay, ScanBadge } from './scan-words.tsx';

export interface ScanViewProps {
  /** The organisation's slug. */
  org: string;
  storefront: { id: string; name: string };
  scan: ScanOf;
  /** The scan of the same page before this one. */
  previous: { id: string; report: ScanReportOf } | null;
  /** Whether the reader may change the table of services. */
  canAdd: boolean;
}

/** One scan, in whatever state it is: findings first, then all that was seen. */
export function ScanView({ org, storefront, scan, previous, canAdd }: ScanViewProps) {
  const { report } = scan;
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[
          { label: 'Consent', href: consolePaths.consent(org) },
          { label: storefront.name, href: consolePaths.consentSettings(org, storefront.id) },
          { label: 'Scans', href: consolePaths.consentScans(org, storefront.id) },
          { label: 'Scan' },
        ]}
        title={scan.url}
        aside={<ScanBadge scan={scan} />}
        description={
          <>
            Asked for <RelativeTime at={scan.createdAt} />
          </>
        }
        actions={
          report === null ? null : (
            <a
              className={buttonVariants({ variant: 'secondary' })}
              href={`/api/v1/consent-scans/${encodeURIComponent(scan.id)}/report`}
              download
            >
              <Download aria-hidden="true" /> Download the report
            </a>
          )
        }
      />
      {isUnderWay(scan) ? <ScanProgress scan={scan} /> : null}
      {scan.error === null ? null : (
        <Callout tone="danger" title="The scan failed">
          {scan.error}
        </Callout>
      )}
      {report === null ? null : (
        <>
          <FindingsCard findings={report.findings} />
          <SuggestionsCard {...{ org, canAdd }} storefront={storefront.id} suggestions={report.suggestions} />
          {previous === null ? null : (
            <ChangesCard
              changes={compareReports(report, previous.report)}
              previousHref={consolePaths.consentScan(org, storefront.id, previous.id)}
            />
          )}
          <Card title="What was seen" description="Each in a browser that was never there.">
            <Tabs
              label="Phases"
              tabs={report.phases.map((seen) => ({
                value: seen.phase,
                label: phaseWords[seen.phase],
                content: <PhasePanel seen={seen} />,
              }))}
            />
          </Card>
          <EvidenceCard scan={scan} report={report} />
        </>
      )}
    </div>
  );
}

function EvidenceCard({ scan, report }: { scan: ScanOf; report: ScanReportOf }) {
  return (
    <Card title="Evidence" description="The receipt of this scan holds the same digest.">
      <DescriptionList
        items={[
          { term: 'SHA-256', detail: <code className="font-mono text-xs">{scan.sha256}</code> },
          { term: 'Browser', detail: `Chromium ${report.browser}` },
          { term: 'Asked about', detail: <code className="font-mono text-xs">{report.policy ?? ''}</code> },
          {
            term: 'Banner',
            detail: bannerWords(report),
          },
        ]}
      />
    </Card>
  );
}

function bannerWords({ phases }: ScanReportOf): string {
  const banner = phases[0]?.banner ?? null;
  if (banner === null) return 'None was found';
  const said = [banner.accept, banner.reject].flatMap((control) => (control === null ? [] : [`“${control.text}”`]));
  return `${banner.kind === 'holdfast' ? 'The storefront’s' : 'Somebody else’s'}: ${said.join(' and ')}`;
}
