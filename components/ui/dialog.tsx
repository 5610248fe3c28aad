'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: ReactNode;
  description?: ReactNode;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** Refuse to close by Escape or a click outside, for example while a secret is shown once. */
  insistent?: boolean | undefined;
  children?: ReactNode;
}

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' };

/** A modal dialog: centred on wide screens, a sheet from the bottom on phones. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  size = 'md',
  insistent = false,
  children,
}: DialogProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      disablePointerDismissal={insistent}
      onOpenChange={(next, details) => {
        if (insistent && !next && details.reason === 'escape-key') {
          details.cancel();
          return;
        }
        onOpenChange?.(next);
      }}
    >
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Viewport className={viewportLook}>
          <Base.Popup className={cn(popupLook, widths[size])}>
            <header className="min-w-0 pt-5 pr-14 pl-5">
              <Base.Title className="text-lg font-semibold text-ink">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-sm text-ink-2">{description}</Base.Description>
              ) : null}
            </header>
            {children}
            {/* Last in the order, so that opening puts the focus on the first field rather than here. */}
            <Base.Close
              render={
                <IconButton label="Close" size="sm" className="absolute top-4 right-3.5">
                  <X aria-hidden="true" />
                </IconButton>
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

export const backdropLook =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const viewportLook =
  'fixed inset-0 z-40 flex items-end justify-center overflow-y-auto sm:items-start sm:px-4 sm:py-[10vh]';

export const popupLook = cn(
  'relative flex max-h-[92dvh] w-full flex-col overflow-y-auto rounded-t-xl border border-line-strong bg-raised text-ink shadow-lg outline-none sm:max-h-none sm:rounded-xl',
  'transition-[opacity,transform] duration-180 ease-out',
  'data-ending-style:translate-y-3 data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0 sm:data-ending-style:translate-y-0 sm:data-ending-style:scale-[0.98] sm:data-starting-style:-translate-y-1 sm:data-starting-style:scale-[0.98]',
);

/** The dialog's content, between title and buttons. */
export function DialogBody({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return <div className={cn('grid gap-4 px-5 py-4', className)}>{children}</div>;
}

/** The row of buttons at the bottom, the main one last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-col-reverse gap-2 border-t border-line bg-sunken px-5 py-3.5 sm:flex-row sm:justify-end sm:rounded-b-xl">
      {children}
    </footer>
  );
}

/** Closes the enclosing dialog, sheet or alert dialog. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <Base.Close render={render} />;
}
