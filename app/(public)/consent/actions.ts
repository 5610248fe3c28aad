'use server';

import { deleteOwnConsents } from '#lib/consent/delete-consents.ts';
import { openConsents } from '#lib/consent/open-consents.ts';
import { proveConsent } from '#lib/consent/prove-consent.ts';
import { withdrawConsent } from '#lib/consent/withdraw-consent.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { OpenedState, ProofState } from '../../../components/consent/visitor-types.ts';
import type { FormState } from '../../../components/forms/form-state.ts';

const keyOf = (form: FormData) => ({ storefront: form.get('storefront'), consentId: form.get('consentId') });

export const openConsentsAction = serverAction(openConsents, {
  from: keyOf,
  done: (shown, form): OpenedState => ({ status: 'done', shown, consentId: String(form.get('consentId')) }),
});

export const proveConsentAction = serverAction(proveConsent, {
  from: (form) => ({ ...keyOf(form), id: form.get('id') }),
  done: ({ text }): ProofState => ({ status: 'done', proof: text }),
});

export const withdrawConsentAction = serverAction(withdrawConsent, {
  from: keyOf,
  done: (): FormState => ({ status: 'done', message: 'Withdrawn' }),
});

export const deleteConsentsAction = serverAction(deleteOwnConsents, {
  from: keyOf,
  done: (): FormState => ({ status: 'done', message: 'Deleted' }),
});
