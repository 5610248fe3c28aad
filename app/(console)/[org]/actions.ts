'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { signOut } from '#lib/identity/sign-in/sign-out.ts';

export const signOutAction = serverAction(signOut, {
  from: () => ({}),
  done: () => '/sign-in?signed-out=1',
});
