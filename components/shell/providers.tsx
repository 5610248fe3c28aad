'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';

/** What every page needs around it. The nonce is for the one inline script that sets the theme before first paint. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider {...(nonce === undefined ? {} : { nonce })} disableStyleElements>
      <ThemeProvider
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange={false}
        {...(nonce === undefined ? {} : { nonce })}
      >
        <TooltipProvider>
          <Toaster>{children}</Toaster>
        </TooltipProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
