'use client';

import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { toldAtOnce } from '../told-at-once.ts';
import type { ShareItem } from './share-types.ts';

/** Asks, then takes a link back. */
export function RevokeShareButton({
  share,
  action,
  refusal,
}: {
  share: Pick<ShareItem, 'id' | 'label'>;
  action: FormAction;
  refusal: string | undefined;
}) {
  return (
    <ConfirmedButton
      refusal={refusal}
      title="Revoke this link?"
      description={share.label}
      impact={[
        'It opens nothing any more, from now on.',
        'What was downloaded by it stays with whoever has it, and still verifies.',
      ]}
      confirmLabel="Revoke link"
      action={toldAtOnce(action)}
      hidden={{ id: share.id }}
    >
      Revoke<span className="sr-only"> {share.label}</span>
    </ConfirmedButton>
  );
}
