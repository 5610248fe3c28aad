'use server';

import { createApiKey } from '#lib/api-keys/create-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { rotateApiKey } from '#lib/api-keys/rotate-key.ts';
import { updateApiKey } from '#lib/api-keys/update-key.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { CreateKeyState, RotateKeyState } from '../../../../components/console/api-keys/key-types.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { addressLines, endOfDay } from './key-input.ts';

export const createKeyAction = serverAction(createApiKey, {
  from: (form) => ({
    name: form.get('name'),
    mode: form.get('mode') ?? undefined,
    scopes: form.getAll('scopes'),
    expiresAt: form.get('expiresAt') || null,
    allowedAddresses: addressLines(form.get('allowedAddresses')),
  }),
  done: (created): CreateKeyState => ({ status: 'done', created }),
});

export const rotateKeyAction = serverAction(rotateApiKey, {
  from: (form) => ({ id: form.get('id'), graceSeconds: Number(form.get('graceSeconds')) }),
  done: (rotated): RotateKeyState => ({ status: 'done', rotated }),
});

export const updateKeyAction = serverAction(updateApiKey, {
  from: (form) => ({
    id: form.get('id'),
    name: form.get('name'),
    allowedAddresses: addressLines(form.get('allowedAddresses')),
    expiresAt: endOfDay(form.get('expiresAt')),
  }),
  done: (): FormState => ({ status: 'done', message: 'Key changed.' }),
});

export const revokeKeyAction = serverAction(revokeApiKey, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Key revoked. It is refused from now on.' }),
});
