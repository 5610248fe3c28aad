import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { SecurityView } from '../../../../components/factors/security-view.tsx';
import {
  addPasskeyAction,
  askNewPasskeyAction,
  confirmTotpAction,
  makeRecoveryCodesAction,
  offerTotpAction,
  removePasskeyAction,
  removeTotpAction,
  renamePasskeyAction,
} from './actions.ts';

export const metadata: Metadata = { title: 'Second factors' };

export default async function SecurityPage() {
  const factors = await pageCall(listFactors, {});
  return (
    <SecurityView
      factors={factors}
      passkey={{ askAction: askNewPasskeyAction, addAction: addPasskeyAction }}
      renamePasskeyAction={renamePasskeyAction}
      removePasskeyAction={removePasskeyAction}
      totp={{ offerAction: offerTotpAction, confirmAction: confirmTotpAction }}
      removeTotpAction={removeTotpAction}
      newCodesAction={makeRecoveryCodesAction}
    />
  );
}
