'use client';

import { ChevronsUpDown, Plus } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuGroup, MenuLink, MenuSeparator } from '../ui/menu.tsx';
import type { ShellOrganization } from './navigation.ts';

/** Shows the organisation one works in; leads to the others, by a page that asks before the session moves. */
export function OrganizationMenu({
  organizations,
  newHref,
}: {
  organizations: readonly ShellOrganization[];
  newHref: string;
}) {
  const current = organizations.find((organization) => organization.current);
  return (
    <Menu
      align="start"
      className="w-64"
      trigger={
        <button
          type="button"
          className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-raised px-2.5 text-left shadow-xs transition-colors hover:border-line-strong data-popup-open:border-line-strong"
        >
          <Avatar name={current?.name ?? '?'} size="sm" shape="square" />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-semibold text-ink">{current?.name ?? 'Choose'}</span>
            <span className="block truncate text-2xs text-ink-3">{current?.role}</span>
          </span>
          <span className="sr-only">Switch organisation</span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    >
      <MenuGroup label="Organisations">
        {organizations.map((organization) => (
          <MenuLink
            key={organization.slug}
            href={organization.current ? `/${organization.slug}` : `/switch/${organization.slug}`}
            current={organization.current}
          >
            {organization.name}
          </MenuLink>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuLink href={newHref} icon={<Plus aria-hidden="true" />}>
        New organisation
      </MenuLink>
    </Menu>
  );
}
