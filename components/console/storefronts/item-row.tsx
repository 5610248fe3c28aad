'use client';

import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cn } from '../../ui/cn.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useEditor } from './editor-context.tsx';

interface ItemRowProps {
  id: string;
  /** What the item is called, for example "Oak table". */
  name: string;
  note?: ReactNode;
  media?: ReactNode;
  index: number;
  count: number;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Missing where the order says nothing. */
  onMove?: ((by: -1 | 1) => void) | undefined;
  onRemove: () => void;
  /** Its fields, shown while it is open. */
  children: ReactNode;
}

/** One item of a list in the editor: opened to be edited, moved and removed by buttons. */
export function ItemRow({
  id,
  name,
  note,
  media,
  index,
  count,
  open,
  onOpen,
  onMove,
  onRemove,
  children,
}: ItemRowProps) {
  const { locked } = useEditor();
  const panel = useId();
  return (
    <li className="min-w-0 rounded-md border border-line bg-raised">
      <div className="flex items-center gap-1 p-1.5">
        <button
          type="button"
          data-focus={`open-${id}`}
          aria-expanded={open}
          aria-controls={open ? panel : undefined}
          onClick={() => onOpen(!open)}
          className="flex min-h-9 min-w-0 flex-1 items-center gap-2.5 rounded-sm px-1.5 py-1 text-left hover:bg-hover"
        >
          <ChevronDown
            aria-hidden="true"
            className={cn('size-4 shrink-0 text-ink-3 transition-transform', open ? '' : '-rotate-90')}
          />
          {media}
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium text-ink">{name}</span>
            {note ? <span className="block truncate text-xs text-ink-3">{note}</span> : null}
          </span>
        </button>
        {locked !== undefined ? null : (
          <span className="flex shrink-0">
            {onMove ? (
              <>
                <IconButton
                  label={`Move ${name} up`}
                  size="sm"
                  data-focus={`up-${id}`}
                  onClick={() => onMove(-1)}
                  disabledReason={index === 0 ? 'It is the first one.' : undefined}
                >
                  <ArrowUp aria-hidden="true" />
                </IconButton>
                <IconButton
                  label={`Move ${name} down`}
                  size="sm"
                  data-focus={`down-${id}`}
                  onClick={() => onMove(1)}
                  disabledReason={index === count - 1 ? 'It is the last one.' : undefined}
                >
                  <ArrowDown aria-hidden="true" />
                </IconButton>
              </>
            ) : null}
            <IconButton label={`Remove ${name}`} size="sm" onClick={onRemove}>
              <Trash2 aria-hidden="true" />
            </IconButton>
          </span>
        )}
      </div>
      {open ? (
        <div id={panel} className="grid gap-4 border-t border-line px-3 py-4 sm:px-4">
          {children}
        </div>
      ) : null}
    </li>
  );
}
