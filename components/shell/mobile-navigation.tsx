'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Wordmark } from './logo.tsx';
import type { NavigationGroup } from './navigation.ts';
import { NavigationLinks } from './navigation-links.tsx';

/** The navigation on small screens: a sheet behind a button. */
export function MobileNavigation({ groups, children }: { groups: readonly NavigationGroup[]; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet
      side="left"
      title={
        <>
          <Wordmark />
          <span className="sr-only">Navigation</span>
        </>
      }
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label="Open navigation">
          <MenuIcon aria-hidden="true" />
        </IconButton>
      }
    >
      <div className="grid gap-5 p-4">
        {children}
        <NavigationLinks groups={groups} onNavigate={() => setOpen(false)} />
      </div>
    </Sheet>
  );
}
