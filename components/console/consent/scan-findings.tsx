import { CircleCheck } from 'lucide-react';
import { phaseWords } from '#lib/consent/scan/observation.ts';
import type { ScanFindingOf, ScanSuggestionOf } from '#lib/consent/scan/report.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { consolePaths } from '../paths.ts';
import { severityLooks } from './scan-words.tsx';

/** What is wrong and what to do about it, the gravest first. */
export function FindingsCard({ findings }: { findings: readonly ScanFindingOf[] }) {
  if (findings.length === 0) {
    return (
      <Card flush title="Findings">
        <EmptyState icon={<CircleCheck />} title="Nothing was found">
          Nothing ran before consent, and nothing was left after it was withdrawn.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush title="Findings" description="The gravest first.">
      <ul aria-label="Findings">
        {findings.map((finding) => (
          <FindingLine key={`${finding.code} ${finding.subject}`} finding={finding} />
        ))}
      </ul>
    </Card>
  );
}

function FindingLine({ finding }: { finding: ScanFindingOf }) {
  const { text, tone } = severityLooks[finding.severity];
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-3.5 last:border-0 sm:px-5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge tone={tone}>{text}</Badge>
        <span className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{finding.title}</span>
      </p>
      <p className="max-w-prose text-sm text-ink-2">{finding.advice}</p>
      <p className="text-xs text-ink-3">{finding.phases.map((phase) => phaseWords[phase]).join(' · ')}</p>
      {finding.items.length === 0 ? null : (
        <ul className="grid gap-0.5" aria-label="What shows it">
          {finding.items.map((item) => (
            <li key={item} className="font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">
              {item}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface SuggestionsCardProps {
  org: string;
  storefront: string;
  suggestions: readonly ScanSuggestionOf[];
  /** Whether the reader may change the table. */
  canAdd: boolean;
}

/** Services that the table may be missing, each with a way to add it. */
export function SuggestionsCard({ org, storefront, suggestions, canAdd }: SuggestionsCardProps) {
  if (suggestions.length === 0) return null;
  return (
    <Card
      flush
      title="Services to add"
      description="They were asked for and are not in the table of services. Add them to have them wait for consent."
    >
      <ul aria-label="Services to add">
        {suggestions.map((suggestion) => (
          <li
            key={suggestion.name}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
          >
            <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
              <p className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{suggestion.name}</p>
              <p className="text-xs text-ink-3 [overflow-wrap:anywhere]">
                {suggestion.category === null ? 'Known to nobody' : `Known for ${suggestion.category}`}
                {suggestion.preset === null ? null : ` · ${suggestion.hosts.join(', ')}`}
              </p>
            </div>
            {canAdd ? (
              <LinkButton size="sm" href={addHref(org, storefront, suggestion)} aria-label={`Add ${suggestion.name}`}>
                Add
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Opens the table of services with the new one filled in. */
function addHref(org: string, storefront: string, { preset, name }: ScanSuggestionOf): string {
  const query = new URLSearchParams(preset === null ? { host: name } : { preset });
  return `${consolePaths.consentSettings(org, storefront)}?${query}`;
}
