'use client';

import { ChevronRight, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { roleTitle } from '../console/members/role-offers.ts';
import { useFormStatusOf } from '../forms/action-form.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Badge } from '../ui/badge.tsx';
import type { MyOrganization } from './organization-chooser-screen.tsx';

/** Sends the enclosing form with this organisation's `slug`. */
export function OrganizationButton({ organization }: { organization: MyOrganization }) {
  const { pending } = useFormStatusOf();
  const [pressed, setPressed] = useState(false);
  return (
    <button
      type="submit"
      name="slug"
      value={organization.slug}
      onClick={() => setPressed(true)}
      className="flex w-full items-center gap-3 px-4 py-3 text-left hover:bg-hover focus-visible:-outline-offset-2 active:bg-press"
    >
      <Avatar name={organization.name} shape="square" />
      <span className="min-w-0 flex-1">
        <span className="block text-base font-medium text-ink [overflow-wrap:anywhere]">{organization.name}</span>
        <span className="block text-xs text-ink-3">
          {roleTitle(organization.role)} · /{organization.slug}
        </span>
      </span>
      {organization.current ? <Badge tone="brand">Current</Badge> : null}
      {pending && pressed ? (
        <LoaderCircle aria-hidden="true" className="size-4 shrink-0 animate-spin text-ink-3" />
      ) : (
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      )}
    </button>
  );
}
