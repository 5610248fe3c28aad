'use client';

import { Trash2 } from 'lucide-react';
import type { InteractionAnswer } from '#lib/interactions/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import { interactionTitle } from './interaction-words.ts';

export interface DeleteInteractionButtonProps {
  interaction: InteractionAnswer;
  /** `id`. */
  action: FormAction;
}

/** Removes what was reported by mistake, once that was confirmed. */
export function DeleteInteractionButton({ interaction, action }: DeleteInteractionButtonProps) {
  const title = interactionTitle(interaction);
  return (
    <ConfirmDialog
      title="Delete this interaction?"
      description={title}
      impact={[
        'It cannot be brought back. Its deletion leaves a receipt.',
        ...(interaction.externalId === null
          ? []
          : ['Whatever reported it may report it again under the same id, and it is stored again.']),
      ]}
      confirmLabel="Delete interaction"
      action={toldAtOnce(action)}
      hidden={{ id: interaction.id }}
      trigger={
        <IconButton label={`Delete “${title}”`} size="sm">
          <Trash2 aria-hidden="true" />
        </IconButton>
      }
    />
  );
}
