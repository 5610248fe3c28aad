'use client';

import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { InteractionAnswer } from '#lib/interactions/schema.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import { interactionTitle } from './interaction-words.ts';

/** Text longer than this, or of more lines, is folded. */
const foldedCharsMax = 240;
const foldedLinesMax = 3;

/** What was said, folded to its beginning, and what the reporter keeps beside it, behind a button. */
export function InteractionText({ interaction }: { interaction: InteractionAnswer }) {
  const { body, externalId, metadata } = interaction;
  const [open, setOpen] = useState(false);
  const id = useId();
  const beside = [
    ...Object.entries(metadata).map(([term, value]) => ({ term, detail: String(value) })),
    ...(externalId === null ? [] : [{ term: 'Reported as', detail: externalId }]),
  ];
  const folds = body !== null && (body.length > foldedCharsMax || body.split('\n').length > foldedLinesMax);
  return (
    <>
      <div id={id}>
        {body === null ? null : (
          <p
            className={cn(
              'mt-0.5 text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]',
              folds && !open && 'line-clamp-3',
            )}
          >
            {body}
          </p>
        )}
        {open && beside.length > 0 ? <DescriptionList items={beside} className="mt-2" /> : null}
      </div>
      {folds || beside.length > 0 ? (
        <Button
          variant="ghost"
          size="sm"
          className="mt-1 -ml-2.5"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <ChevronDown aria-hidden="true" className={cn('transition-transform', open && 'rotate-180')} />
          {open ? 'Show less' : 'Show more'}
          <span className="sr-only"> of “{interactionTitle(interaction)}”</span>
        </Button>
      ) : null}
    </>
  );
}
