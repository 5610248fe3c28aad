'use client';

import { EyeOff, MoreHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { idleForm } from '../../forms/form-state.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import type { StorefrontActions } from './storefront-state.ts';
import type { StorefrontDetail } from './storefront-types.ts';
import { shownUrl } from './storefront-words.tsx';

interface StorefrontMenuProps {
  org: string;
  storefront: StorefrontDetail;
  counts: { readonly images: number; readonly domains: number };
  actions: Pick<StorefrontActions, 'unpublish' | 'remove'>;
  /** Called with the storefront as it is after an act that keeps it. */
  onStorefront: (storefront: StorefrontDetail) => void;
}

/** What ends a storefront's publication, or the storefront. */
export function StorefrontMenu({ org, storefront, counts, actions, onStorefront }: StorefrontMenuProps) {
  const [asking, setAsking] = useState<'unpublish' | 'delete' | null>(null);
  const { id, slug, url, state } = storefront;
  const close = (open: boolean) => {
    if (!open) setAsking(null);
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions" variant="secondary">
            <MoreHorizontal aria-hidden="true" />
          </IconButton>
        }
      >
        {state === 'published' ? (
          <MenuItem icon={<EyeOff aria-hidden="true" />} onSelect={() => setAsking('unpublish')}>
            Unpublish…
          </MenuItem>
        ) : null}
        <MenuItem icon={<Trash2 aria-hidden="true" />} tone="danger" onSelect={() => setAsking('delete')}>
          Delete…
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking === 'unpublish'}
        onOpenChange={close}
        title="Unpublish this storefront?"
        description={`Nobody finds anything at ${shownUrl(url)} any more. The draft stays, and it can be published again.`}
        confirmLabel="Unpublish"
        action={async (_previous, form) => {
          const answer = await actions.unpublish(idleForm, form);
          if (answer.storefront) onStorefront(answer.storefront);
          return answer;
        }}
        hidden={{ id }}
      />
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={close}
        title="Delete this storefront?"
        description="For good: there is no way back."
        impact={deleteImpact(storefront, counts)}
        typeToConfirm={slug}
        confirmLabel="Delete storefront"
        action={actions.remove}
        hidden={{ org, id }}
      />
    </>
  );
}

function deleteImpact({ state, url }: StorefrontDetail, { images, domains }: StorefrontMenuProps['counts']): string[] {
  return [
    state === 'published' ? `${shownUrl(url)} shows nothing any more, at once.` : 'The draft goes.',
    ...(images === 0 ? [] : [images === 1 ? 'Its image is erased.' : `Its ${images} images are erased.`]),
    ...(domains === 0 ? [] : [domains === 1 ? 'Its domain is let go.' : `Its ${domains} domains are let go.`]),
    'Messages that wait for a decision go, and so do reports of its scans.',
    'Choices of visitors stay with their proof, and visitors can go on seeing and withdrawing theirs.',
  ];
}
