import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall } from '#lib/http/page-door.ts';
import { signInAgainPath } from '#lib/http/page-paths.ts';
import { listFactors } from '#lib/identity/factors/list-factors.ts';
import { localPath } from '#lib/identity/redirect-path.ts';
import { ConfirmView } from '../../../../components/factors/confirm-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';
import { askPasskeyAction, confirmAction } from '../security/actions.ts';

export const metadata: Metadata = { title: 'Confirm that it is you' };

export default async function ConfirmPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const [query, factors] = await Promise.all([searchParams, pageCall(listFactors, {})]);
  const next = localPath(queryValue(query, 'next'));
  const { passkeys, totpSince, recoveryCodesLeft } = factors;
  if (passkeys.length === 0 && totpSince === null) redirect(signInAgainPath(next));
  return (
    <ConfirmView
      next={next}
      passkeyOptions={passkeys.length === 0 ? null : askPasskeyAction}
      totp={totpSince !== null}
      recoveryCodes={recoveryCodesLeft > 0}
      action={confirmAction}
    />
  );
}
