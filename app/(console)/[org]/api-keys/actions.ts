'use server';

import { createApiKey } from '#lib/api-keys/create-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { CreateKeyState } from '../../../../components/console/api-keys/key-types.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const createKeyAction = serverAction(createApiKey, {
  from: (form) => ({
    name: form.get('name'),
    mode: form.get('mode') ?? undefined,
    scopes: form.getAll('scopes'),
    expiresAt: form.get('expiresAt') || null,
  }),
  done: (created): CreateKeyState => ({ status: 'done', created }),
});

export const revokeKeyAction = serverAction(revokeApiKey, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Key revoked. It is refused from now on.' }),
});
