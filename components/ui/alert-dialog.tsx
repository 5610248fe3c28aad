'use client';

import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { backdropLook, popupLook, viewportLook } from './dialog.tsx';

export interface AlertDialogProps {
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** What will happen, one consequence a line. */
  impact?: readonly ReactNode[] | undefined;
  /** The question's controls and buttons. */
  children: ReactNode;
}

/** Asks before something that cannot be taken back. A click outside does not close it. */
export function AlertDialog({ trigger, open, onOpenChange, title, description, impact, children }: AlertDialogProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Viewport className={viewportLook}>
          <Base.Popup className={cn(popupLook, 'sm:max-w-md')}>
            <div className="px-5 pt-5">
              <Base.Title className="text-lg font-semibold text-ink">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-sm text-ink-2">{description}</Base.Description>
              ) : null}
              {impact && impact.length > 0 ? (
                <div className="mt-4 rounded-md border border-danger-line bg-danger-soft px-3.5 py-3 text-danger-ink">
                  <p className="flex items-center gap-2 text-sm font-semibold">
                    <TriangleAlert aria-hidden="true" className="size-4" />
                    What happens
                  </p>
                  <ul className="mt-1.5 list-disc space-y-1 pl-6 text-sm marker:text-danger">
                    {impact.map((line, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that is never reordered
                      <li key={index}>{line}</li>
                    ))}
                  </ul>
                </div>
              ) : null}
            </div>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
