'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

/** For owners who fear that somebody got in: signs everybody out of the organisation, under a new key. */
export function EndEverySession({ slug, action }: { slug: string; action: FormAction }) {
  const label = 'End every session';
  return (
    <Card
      title="End every session"
      description="When you fear that somebody got hold of a session: everybody signs in anew, you too."
    >
      <ConfirmDialog
        trigger={<Button variant="danger-quiet">{label}</Button>}
        title="End every session of the organisation?"
        impact={[
          'All members are signed out of this organisation with their next request, you included.',
          'Programs that act for members here have to be allowed anew. API keys go on.',
          'What somebody has typed and not saved is lost.',
        ]}
        typeToConfirm={slug}
        confirmLabel={label}
        action={action}
      />
    </Card>
  );
}
