import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listHolds } from '#lib/privacy/holds/list-holds.ts';
import { listRetentionHistory } from '#lib/privacy/retention/list-history.ts';
import { listRetention } from '#lib/privacy/retention/list-rules.ts';
import { previewRetention } from '#lib/privacy/retention/preview-cut.ts';
import { RetentionView } from '../../../../components/console/retention/retention-view.tsx';
import { peopleOf } from '../people.ts';
import {
  countRetentionAction,
  placeHoldAction,
  releaseHoldAction,
  runRetentionAction,
  updateRetentionAction,
} from './actions.ts';

export const metadata: Metadata = { title: 'Retention' };

interface RetentionPageProps {
  params: Promise<{ org: string }>;
}

export default async function RetentionPage({ params }: RetentionPageProps) {
  const { org } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const [rules, preview, history, holds, people] = await Promise.all([
    pageCall(listRetention, {}, inOrg),
    pageCall(previewRetention, {}, inOrg),
    pageCall(listRetentionHistory, {}, inOrg),
    pageCall(listHolds, { limit: 100 }, inOrg),
    peopleOf(org, scopes),
  ]);
  return (
    <RetentionView
      {...{ org, rules, preview, people }}
      history={history.data}
      holds={holds.data}
      actions={{
        update: updateRetentionAction,
        count: countRetentionAction,
        run: runRetentionAction,
        place: placeHoldAction,
        release: releaseHoldAction,
      }}
      refusal={scopes.includes('retention:write') ? undefined : 'Only owners and admins decide how long what is kept.'}
    />
  );
}
