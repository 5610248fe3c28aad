'use client';

import { MoreHorizontal, Pencil, RefreshCw } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useKeyDialogs } from './key-dialogs.tsx';
import type { ApiKeyItem } from './key-types.ts';

/** What can be done with a key that works, beside taking it back. Nothing for readers who may do neither. */
export function KeyMenu({ apiKey }: { apiKey: ApiKeyItem }) {
  const { open, makeRefusal, changeRefusal } = useKeyDialogs();
  if (apiKey.state !== 'active' || changeRefusal !== undefined) return null;
  return (
    <Menu
      trigger={
        <IconButton label={`More actions for ${apiKey.name}`} size="sm">
          <MoreHorizontal aria-hidden="true" />
        </IconButton>
      }
    >
      {apiKey.replacedById === null ? (
        <MenuItem
          icon={<RefreshCw aria-hidden="true" />}
          disabled={makeRefusal !== undefined}
          onSelect={() => open({ act: 'rotate', apiKey })}
        >
          Rotate…
        </MenuItem>
      ) : null}
      <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => open({ act: 'edit', apiKey })}>
        Change…
      </MenuItem>
    </Menu>
  );
}
