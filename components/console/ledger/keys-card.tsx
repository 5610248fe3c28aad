'use client';

import type { z } from 'zod';
import type { LedgerKeys } from '#lib/ledger/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';

export interface KeysCardProps {
  keys: z.output<typeof LedgerKeys>;
  rotateAction: FormAction;
  rotateRefusal: string | undefined;
}

/** The public key that people pin, those before it, and the button that puts another in its place. */
export function KeysCard({ keys, rotateAction, rotateRefusal }: KeysCardProps) {
  const inForce = keys.data.at(-1);
  const earlier = keys.data.slice(0, -1);
  return (
    <Card
      title="The key that signs"
      description="Whoever notes its public part outside of Holdfast can check every head and every export with it, and every later key."
      actions={<RotateButton {...{ rotateAction, rotateRefusal }} />}
    >
      <div className="grid gap-4">
        <CopyField
          label="Public key"
          value={inForce?.vkey ?? ''}
          hint={
            inForce === undefined || inForce.version === 1
              ? 'The first key of this ledger.'
              : `Key ${inForce.version}, since receipt ${inForce.since.toLocaleString('en-US')}.`
          }
        />
        {earlier.length === 0 ? null : (
          <details className="text-sm">
            <summary className="w-fit rounded-xs py-1 font-medium text-brand-ink">
              {earlier.length === 1 ? 'The key before it' : `The ${earlier.length} keys before it`}
            </summary>
            <p className="mt-1 max-w-prose text-ink-3">
              Whoever pinned one of them follows to the present one: each was signed over by the one before.
            </p>
            <div className="mt-3 grid gap-4">
              {earlier.toReversed().map(({ version, vkey }) => (
                <CopyField key={version} label={`Public key ${version}`} value={vkey} />
              ))}
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

function RotateButton({ rotateAction, rotateRefusal }: Pick<KeysCardProps, 'rotateAction' | 'rotateRefusal'>) {
  if (rotateRefusal !== undefined) return <Button disabledReason={rotateRefusal}>Rotate key</Button>;
  return (
    <ConfirmDialog
      trigger={<Button>Rotate key</Button>}
      title="Rotate the key that signs?"
      description="The present key signs its successor over, and its private part is destroyed."
      impact={[
        'Heads from now on are signed by the new key. Those signed before stay good.',
        'Whoever pinned an earlier key can follow to the new one; nobody has to be told.',
        'It cannot be undone, and it leaves a receipt.',
      ]}
      typeToConfirm="rotate"
      confirmLabel="Rotate key"
      tone="primary"
      action={rotateAction}
    />
  );
}
