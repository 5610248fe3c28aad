'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ApiKeyItem } from './key-types.ts';

export interface RevokeKeyButtonProps {
  apiKey: ApiKeyItem;
  /** Form fields `id` and `confirmation` (the key's name as typed). */
  action: FormAction;
  /** Why the reader cannot revoke keys. */
  refusal: string | undefined;
  look?: ButtonProps['variant'];
}

/** Takes a key back for good, once its name was typed. */
export function RevokeKeyButton({ apiKey, action, refusal, look = 'ghost' }: RevokeKeyButtonProps) {
  const face = (
    <>
      Revoke<span className="sr-only"> {apiKey.name}</span>
    </>
  );
  if (refusal !== undefined) {
    return (
      <Button variant={look} size="sm" disabledReason={refusal}>
        {face}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant={look} size="sm">
          {face}
        </Button>
      }
      title="Revoke this API key?"
      description={
        <>
          ck_{apiKey.mode}_{apiKey.prefix}…
        </>
      }
      impact={[
        'Every request with this key is refused, from the next one on.',
        apiKey.lastUsedAt === null ? (
          'It was never used, so nothing should notice.'
        ) : (
          <>
            Whatever uses it stops working. Last used <RelativeTime at={apiKey.lastUsedAt} />
            {apiKey.lastUsedAddress ? ` from ${apiKey.lastUsedAddress}` : ''}
            {apiKey.lastUsedRoute ? `: ${apiKey.lastUsedRoute}` : ''}.
          </>
        ),
        'It cannot be brought back. It stays in this list, and the revocation leaves a receipt.',
      ]}
      typeToConfirm={apiKey.name}
      confirmLabel="Revoke key"
      action={action}
      hidden={{ id: apiKey.id }}
    />
  );
}
