'use server';

import { publishConsentSettings } from '#lib/consent/publish-settings.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { SavedState } from '../../../../components/console/consent/consent-types.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { textOf } from '../form-text.ts';
import { settingsInput, versionInput } from './settings-input.ts';

export const saveConsentSettingsAction = serverAction(updateConsentSettings, {
  from: (form) => ({ id: form.get('id'), settings: settingsInput(form), version: versionInput(form) }),
  done: ({ draft, version }, form): SavedState => ({
    status: 'done',
    saved: { sent: textOf(form, 'settings'), settings: draft, version },
  }),
});

export const publishConsentSettingsAction = serverAction(publishConsentSettings, {
  from: (form) => ({ id: form.get('id'), version: versionInput(form) }),
  done: (): FormState => ({ status: 'done', message: 'Published. That is what visitors are asked now.' }),
});
