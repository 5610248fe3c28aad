import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { signedInUser } from '#lib/http/page-door.ts';
import { oauthPaths } from '#lib/identity/oauth/protocol.ts';
import { DeviceScreen } from '../../../../components/auth/device-screen.tsx';
import { signOutHereAction } from '../../actions.ts';
import { authPaths } from '../../paths.ts';
import { decideDeviceAction, readDeviceAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Connect a device' };

/** Where people type the code that a device shows. It is never in the address: nobody connects a device by a link. */
export default async function DevicePage() {
  const user = await signedInUser();
  if (user === null) redirect(authPaths.signIn(oauthPaths.device));
  return (
    <DeviceScreen
      href={oauthPaths.device}
      readAction={readDeviceAction}
      decideAction={decideDeviceAction}
      signedInAs={user.email}
      signOutAction={signOutHereAction}
    />
  );
}
