'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type ToastTone = 'ok' | 'danger' | 'info';

const manager = Base.createToastManager();

/** Shows a short message that goes away by itself; failures stay until closed. Browser only. */
export function showToast(toast: { tone?: ToastTone; title: string; detail?: string | undefined }): void {
  const tone = toast.tone ?? 'ok';
  manager.add({
    type: tone,
    title: toast.title,
    description: toast.detail,
    timeout: tone === 'danger' ? 0 : 5000,
    priority: tone === 'danger' ? 'high' : 'low',
  });
}

const icons: Record<ToastTone, ReactNode> = {
  ok: <CircleCheck aria-hidden="true" className="size-4 text-ok" />,
  danger: <CircleAlert aria-hidden="true" className="size-4 text-danger" />,
  info: <Info aria-hidden="true" className="size-4 text-info" />,
};

/** Where toasts appear. One per page, in the root layout. */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 z-50 mx-auto sm:right-5 sm:bottom-5 sm:left-auto sm:w-88 [body:has([data-bar])_&]:bottom-18">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className={cn(
        '[--gap:0.625rem] [--height:var(--toast-frontmost-height,var(--toast-height))] [--offset-y:calc(var(--toast-offset-y)*-1+var(--toast-index)*var(--gap)*-1+var(--toast-swipe-movement-y))] [--peek:0.5rem] [--scale:calc(max(0,1-(var(--toast-index)*0.06)))] [--shrink:calc(1-var(--scale))]',
        'absolute right-0 bottom-0 z-[calc(50-var(--toast-index))] h-(--height) w-full origin-bottom rounded-lg border border-line-strong bg-raised text-ink shadow-lg select-none',
        'transform-[translateX(var(--toast-swipe-movement-x))_translateY(calc(var(--toast-swipe-movement-y)-(var(--toast-index)*var(--peek))-(var(--shrink)*var(--height))))_scale(var(--scale))]',
        'transition-[transform,opacity,height] duration-300 ease-out',
        "after:absolute after:top-full after:left-0 after:h-[calc(var(--gap)+1px)] after:w-full after:content-['']",
        'data-expanded:h-(--toast-height) data-expanded:transform-[translateX(var(--toast-swipe-movement-x))_translateY(var(--offset-y))]',
        'data-ending-style:opacity-0 data-limited:opacity-0 data-starting-style:transform-[translateY(120%)]',
      )}
    >
      <Base.Content className="flex items-start gap-2.5 overflow-hidden py-3 pr-2 pl-3.5 transition-opacity duration-200 data-behind:opacity-0 data-expanded:opacity-100">
        <span className="mt-0.5">{icons[(toast.type as ToastTone | undefined) ?? 'info']}</span>
        <div className="min-w-0 flex-1">
          <Base.Title className="text-sm font-medium" />
          <Base.Description className="text-xs text-ink-2" />
        </div>
        <Base.Close
          aria-label="Dismiss"
          className="grid size-6 shrink-0 place-items-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-3.5" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
