'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { decideDevice } from '#lib/identity/oauth/decide-device.ts';
import { readDevice } from '#lib/identity/oauth/read-device.ts';
import type { ConsentState } from '../../../components/auth/consent-screen.tsx';
import type { DeviceDecidedState, DeviceFoundState } from '../../../components/auth/device-screen.tsx';

/** Answers where to go, and goes nowhere itself: a form may lead to addresses of ours alone, and programs have their own. */
export const decideAuthorizationAction = serverAction(decideAuthorization, {
  from: (form) => ({
    query: form.get('query'),
    organizationId: form.get('organizationId'),
    scopes: form.get('scopes'),
    decision: form.get('decision'),
  }),
  done: ({ redirectTo, destination }): ConsentState => ({ status: 'done', goTo: redirectTo, destination }),
});

export const readDeviceAction = serverAction(readDevice, {
  from: (form) => ({ userCode: form.get('userCode') }),
  done: (found, form): DeviceFoundState => ({ status: 'done', found, userCode: String(form.get('userCode')) }),
});

export const decideDeviceAction = serverAction(decideDevice, {
  from: (form) => ({
    userCode: form.get('userCode'),
    organizationId: form.get('organizationId'),
    scopes: form.get('scopes'),
    decision: form.get('decision'),
  }),
  done: ({ status }): DeviceDecidedState => ({ status: 'done', decided: status }),
});
