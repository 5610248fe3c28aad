import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FormAction } from '../forms/form-state.ts';
import { type CommandGroup, CommandPalette } from './command-palette.tsx';
import { Wordmark } from './logo.tsx';
import { MobileNavigation } from './mobile-navigation.tsx';
import type { NavigationGroup, ShellOrganization, ShellPerson } from './navigation.ts';
import { NavigationLinks } from './navigation-links.tsx';
import { OrganizationMenu } from './organization-menu.tsx';
import { PersonMenu } from './person-menu.tsx';

export interface ConsoleShellProps {
  homeHref: string;
  navigation: readonly NavigationGroup[];
  commands: readonly CommandGroup[];
  /** Where the palette's search leads; `%s` stands for the text. */
  searchHref: string;
  searchLabel: string;
  organizations: readonly ShellOrganization[];
  newOrganizationHref: string;
  person: ShellPerson;
  sessionsHref: string;
  signOutAction: FormAction;
  children: ReactNode;
}

/** The frame of the console: navigation at the left, search and account at the top, the page in the middle. */
export function ConsoleShell(props: ConsoleShellProps) {
  const switcher = <OrganizationMenu organizations={props.organizations} newHref={props.newOrganizationHref} />;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#page"
        className="sr-only z-50 rounded-sm bg-raised px-3 py-2 text-sm font-medium shadow-md focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the page
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto *:shrink-0 border-r border-line bg-canvas px-3 py-4 lg:flex">
        <Link prefetch={false} href={props.homeHref} aria-label="Holdfast, overview" className="rounded-sm px-2.5">
          <Wordmark />
        </Link>
        {switcher}
        <NavigationLinks groups={props.navigation} />
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col [--sticky-top:3.25rem]">
        <header className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b border-line bg-surface/90 px-4 backdrop-blur-sm sm:px-6">
          <div className="lg:hidden">
            <MobileNavigation groups={props.navigation}>{switcher}</MobileNavigation>
          </div>
          <div className="min-w-0 flex-1">
            <CommandPalette groups={props.commands} searchHref={props.searchHref} searchLabel={props.searchLabel} />
          </div>
          <PersonMenu person={props.person} sessionsHref={props.sessionsHref} signOutAction={props.signOutAction} />
        </header>
        <main id="page" tabIndex={-1} className="w-full flex-1 bg-surface px-4 py-6 outline-none sm:px-6 lg:px-8">
          <div className="mx-auto max-w-6xl">{props.children}</div>
        </main>
      </div>
    </div>
  );
}
