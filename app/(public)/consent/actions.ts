'use server';

import { deleteOwnConsents } from '#lib/consent/delete-consents.ts';
import { openConsents } from '#lib/consent/open-consents.ts';
import { proveConsent } from '#lib/consent/prove-consent.ts';
import { withdrawConsent } from '#lib/consent/withdraw-consent.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { OpenedState, ProofState, VisitorState } from '../../../components/consent/visitor-types.ts';

const keyOf = (form: FormData) => ({ storefront: form.get('storefront'), consentId: form.get('consentId') });
const idOf = (form: FormData) => String(form.get('consentId'));

export const openConsentsAction = serverAction(openConsents, {
  from: keyOf,
  done: (shown, form): OpenedState => ({ status: 'done', shown, consentId: idOf(form) }),
});

export const proveConsentAction = serverAction(proveConsent, {
  from: (form) => ({ ...keyOf(form), id: form.get('id') }),
  done: ({ text }, form): ProofState => ({
    ...{ status: 'done', consentId: idOf(form) },
    ...{ id: String(form.get('id')), proof: text },
  }),
});

export const withdrawConsentAction = serverAction(withdrawConsent, {
  from: keyOf,
  done: (_done, form): VisitorState => ({ status: 'done', consentId: idOf(form) }),
});

export const deleteConsentsAction = serverAction(deleteOwnConsents, {
  from: keyOf,
  done: (): VisitorState => ({ status: 'done' }),
});
