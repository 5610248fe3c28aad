'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const refreshMs = 60_000;

/**
 * Has the server draw the page anew each minute, and when somebody comes back to it: for pages whose links ask for a fresh
 * sign-in, so that one that was left open offers to sign in again and no download that is refused.
 */
export function RefreshWhileOpen() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'visible') router.refresh();
    };
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [router]);
  return null;
}
