'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { deleteInteraction } from '#lib/interactions/delete-interaction.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const deleteInteractionAction = serverAction(deleteInteraction, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Interaction deleted.' }),
});
