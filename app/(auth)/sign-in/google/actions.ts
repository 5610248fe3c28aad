'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { linkGoogle } from '#lib/identity/google/link-google.ts';

export const linkGoogleAction = serverAction(linkGoogle, { from: () => ({}), done: () => '/account' });
