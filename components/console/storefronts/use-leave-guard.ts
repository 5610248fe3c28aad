'use client';

import { useEffect, useRef, useState } from 'react';

/** The part of the Navigation API that tells of going back and forth, where a browser has it. */
interface TraverseEvent extends Event {
  readonly navigationType: string;
  readonly cancelable: boolean;
  readonly destination: { readonly key: string; readonly url: string };
}

interface NavigationWindow {
  readonly navigation?: EventTarget & { traverseTo(key: string): unknown };
}

export interface LeaveGuard {
  /** Whether somebody wants to leave and is to be asked. */
  readonly asking: boolean;
  stay(): void;
  leave(): void;
}

/**
 * Asks before a page with unsaved changes is left: by a link of the console, by going back or forth, by closing the window or
 * loading another page. `go` follows a link that was held back.
 */
export function useLeaveGuard(unsaved: boolean, go: (href: string) => void): LeaveGuard {
  const [onward, setOnward] = useState<(() => void) | null>(null);
  const allowed = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    allowed.current = false;
    const stop = new AbortController();
    const { signal } = stop;

    window.addEventListener(
      'beforeunload',
      (event) => {
        if (!allowed.current) event.preventDefault();
      },
      { signal },
    );
    document.addEventListener(
      'click',
      (event) => {
        const href = allowed.current ? null : hrefThatLeaves(event);
        if (href === null) return;
        event.preventDefault();
        event.stopPropagation();
        setOnward(() => () => go(href));
      },
      { capture: true, signal },
    );
    const { navigation } = window as NavigationWindow;
    navigation?.addEventListener(
      'navigate',
      (event) => {
        const { navigationType, cancelable, destination } = event as TraverseEvent;
        if (allowed.current || navigationType !== 'traverse' || !cancelable) return;
        if (new URL(destination.url).pathname === location.pathname) return;
        event.preventDefault();
        setOnward(() => () => navigation.traverseTo(destination.key));
      },
      { signal },
    );
    return () => stop.abort();
  }, [unsaved, go]);

  return {
    asking: onward !== null,
    stay: () => setOnward(null),
    leave() {
      allowed.current = true;
      setOnward(null);
      onward?.();
    },
  };
}

/** Where a click leads, when that is another page of ours in this window. */
function hrefThatLeaves(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || !link.hasAttribute('href') || link.hasAttribute('download')) return null;
  if (link.target !== '' && link.target !== '_self') return null;
  if (link.origin !== location.origin || link.pathname === location.pathname) return null;
  return link.href;
}
