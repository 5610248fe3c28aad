'use client';

import { LogOut, MonitorCog, MonitorSmartphone, Moon, Sun, UserRound } from 'lucide-react';
import { useTheme } from 'next-themes';
import { startTransition, useEffect, useState } from 'react';
import { type FormAction, idleForm } from '../forms/form-state.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoices, MenuItem, MenuLink, MenuSeparator } from '../ui/menu.tsx';
import { showToast } from '../ui/toast.tsx';
import type { ShellPerson } from './navigation.ts';

export interface PersonMenuProps {
  person: ShellPerson;
  sessionsHref: string;
  signOutAction: FormAction;
}

/** Who is signed in; their sessions, the theme, the way out. */
export function PersonMenu({ person, sessionsHref, signOutAction }: PersonMenuProps) {
  const { theme, setTheme } = useTheme();
  // The theme is known in the browser alone: until then nothing is marked.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const title = person.name ?? person.email;

  function signOut() {
    startTransition(async () => {
      const answer = await signOutAction(idleForm, new FormData());
      if (answer?.status === 'error') showToast({ tone: 'danger', title: answer.message ?? 'Signing out failed.' });
    });
  }

  return (
    <Menu
      className="w-60"
      trigger={
        <button
          type="button"
          className="grid size-8 place-items-center rounded-full outline-offset-2 transition-shadow hover:shadow-sm"
        >
          <Avatar name={title} />
          <span className="sr-only">Account of {title}</span>
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate text-sm font-medium text-ink">{title}</p>
        {person.name ? <p className="truncate text-xs text-ink-3">{person.email}</p> : null}
      </div>
      <MenuSeparator />
      <MenuChoices
        label="Theme"
        value={mounted ? (theme ?? 'system') : ''}
        onValueChange={setTheme}
        choices={[
          { value: 'system', label: 'As the system', icon: <MonitorCog aria-hidden="true" /> },
          { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
          { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
        ]}
      />
      <MenuSeparator />
      <MenuLink href="/account" icon={<UserRound aria-hidden="true" />}>
        Account
      </MenuLink>
      <MenuLink href={sessionsHref} icon={<MonitorSmartphone aria-hidden="true" />}>
        Sessions
      </MenuLink>
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
