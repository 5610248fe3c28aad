import { Badge, type Tone } from '../../ui/badge.tsx';
import type { ContentChange } from './content-changes.ts';
import { editorSections, sectionTitles } from './editor-sections.ts';

const kinds: Readonly<Record<ContentChange['kind'], { readonly tone: Tone; readonly label: string }>> = {
  added: { tone: 'ok', label: 'Added' },
  removed: { tone: 'danger', label: 'Removed' },
  changed: { tone: 'info', label: 'Changed' },
  moved: { tone: 'neutral', label: 'Moved' },
};

/** What differs between two contents, by section. */
export function ChangeList({ changes, label }: { changes: readonly ContentChange[]; label: string }) {
  return (
    <ul aria-label={label} className="max-h-72 overflow-y-auto rounded-md border border-line text-sm" tabIndex={-1}>
      {editorSections.flatMap((section) =>
        changes
          .filter((change) => change.section === section)
          .map((change) => (
            <li key={change.id} className="flex items-start gap-3 border-b border-line px-3 py-2 last:border-0">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <span className="text-ink">{change.what}</span>
                <span className="sr-only">, in {sectionTitles[section]}</span>
                <Values {...change} />
              </span>
              <Badge tone={kinds[change.kind].tone}>{kinds[change.kind].label}</Badge>
            </li>
          )),
      )}
    </ul>
  );
}

function Values({ before, after }: ContentChange) {
  if (before === undefined && after === undefined) return null;
  return (
    <span className="block text-xs text-ink-3">
      {before === undefined ? null : <del className="no-underline">“{before}”</del>}
      {before !== undefined && after !== undefined ? ' → ' : null}
      {after === undefined ? null : <ins className="text-ink-2 no-underline">“{after}”</ins>}
    </span>
  );
}
