'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { eraseAccount } from '#lib/identity/account/erase-account.ts';
import { renameAccount } from '#lib/identity/account/rename-account.ts';
import { unlinkGoogle } from '#lib/identity/google/link-google.ts';
import type { FormState } from '../../../components/forms/form-state.ts';

export const renameAccountAction = serverAction(renameAccount, {
  from: (form) => ({ name: form.get('name') }),
  done: (): FormState => ({ status: 'done', message: 'Name saved.' }),
});

export const eraseAccountAction = serverAction(eraseAccount, {
  from: (form) => ({ email: form.get('confirmation') }),
  done: () => '/sign-out/erased',
});

export const unlinkAction = serverAction(unlinkGoogle, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Disconnected.' }),
});
