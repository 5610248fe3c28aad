'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { revokeShare } from '#lib/ledger/share/revoke-share.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const revokeShareAction = serverAction(revokeShare, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Link revoked. It opens nothing from now on.' }),
});
