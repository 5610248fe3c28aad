import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { readErasure } from '#lib/privacy/erasure/read-erasure.ts';
import { ErasureView } from '../../../../components/console/erasure/erasure-view.tsx';
import { peopleOf } from '../people.ts';
import { approveErasureAction, cancelErasureAction, erasureSettingsAction, proposeErasureAction } from './actions.ts';

export const metadata: Metadata = { title: 'Erase this organisation' };

interface ErasurePageProps {
  params: Promise<{ org: string }>;
}

export default async function ErasurePage({ params }: ErasurePageProps) {
  const { org } = await params;
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [overview, names] = await Promise.all([
    pageCall(readErasure, {}, { orgSlug: org }),
    peopleOf(org, caller.scopes),
  ]);
  return (
    <ErasureView
      {...{ org, overview, names }}
      name={caller.organization.name}
      reader={caller.user?.id ?? ''}
      actions={{
        propose: proposeErasureAction,
        approve: approveErasureAction,
        cancel: cancelErasureAction,
        settings: erasureSettingsAction,
      }}
    />
  );
}
