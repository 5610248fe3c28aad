'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { cn } from './cn.ts';
import { backdropLook } from './dialog.tsx';
import { IconButton } from './icon-button.tsx';

export interface SheetProps {
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: ReactNode;
  description?: ReactNode;
  side?: 'left' | 'right' | undefined;
  /** Hides the visible heading but keeps it for screen readers. */
  hideHeader?: boolean | undefined;
  footer?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A panel that slides in from the side, over the page. */
export function Sheet({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  side = 'right',
  hideHeader = false,
  footer,
  className,
  children,
}: SheetProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Popup
          ref={popup}
          // A sheet is read first: the focus goes to it, and the title is said.
          initialFocus={popup}
          className={cn(
            'fixed inset-y-0 z-40 flex w-full flex-col bg-raised text-ink shadow-lg outline-none transition-[translate,opacity] duration-200 ease-out',
            side === 'right'
              ? 'right-0 border-l border-line-strong sm:max-w-xl data-ending-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:translate-x-8 data-starting-style:opacity-0'
              : 'left-0 max-w-72 border-r border-line-strong data-ending-style:-translate-x-8 data-ending-style:opacity-0 data-starting-style:-translate-x-8 data-starting-style:opacity-0',
            className,
          )}
        >
          <header
            className={cn(
              'flex items-start justify-between gap-4 border-b border-line px-5 py-4',
              hideHeader && 'absolute top-1 right-0 z-10 border-0 p-3',
            )}
          >
            <div className={cn('min-w-0', hideHeader && 'sr-only')}>
              <Base.Title className="truncate text-lg font-semibold">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-0.5 text-sm text-ink-3">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close
              render={
                <IconButton label="Close" size="sm" className="-mr-1.5">
                  <X aria-hidden="true" />
                </IconButton>
              }
            />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line bg-sunken px-5 py-3.5">
              {footer}
            </footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
