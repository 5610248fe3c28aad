import type { ScanChanges } from '#lib/consent/scan/compare.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/text-link.tsx';

/** What became different since the scan before. */
export function ChangesCard({ changes, previousHref }: { changes: ScanChanges; previousHref: string }) {
  const { newFindings, goneFindings, appeared, disappeared } = changes;
  const lines = [
    ...newFindings.map(({ title }) => ({ tone: 'danger' as const, word: 'New', text: title })),
    ...goneFindings.map(({ title }) => ({ tone: 'ok' as const, word: 'Gone', text: title })),
    ...appeared.map((text) => ({ tone: 'neutral' as const, word: 'Seen now', text })),
    ...disappeared.map((text) => ({ tone: 'neutral' as const, word: 'Not seen any more', text })),
  ];
  return (
    <Card
      flush={lines.length > 0}
      title="Since the scan before"
      actions={<TextLink href={previousHref}>Open the scan before</TextLink>}
    >
      {lines.length === 0 ? (
        <p className="text-sm text-ink-3">Everything is as it was.</p>
      ) : (
        <ul aria-label="Changes">
          {lines.map(({ tone, word, text }) => (
            <li
              key={`${word} ${text}`}
              className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-4 py-2 text-sm text-ink-2 last:border-0 sm:px-5"
            >
              <Badge tone={tone}>{word}</Badge>
              <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
