import { RequestIdNote } from '../../forms/request-id-note.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PageTextLink } from '../../ui/page-link.tsx';
import type { SaveRefusal } from './use-draft.ts';

/** Why the draft was not saved. What was typed is still there. */
export function SaveRefusalCallout({ refusal }: { refusal: SaveRefusal | null }) {
  if (refusal === null) return null;
  return (
    <Callout tone="danger" live title="Not saved">
      {refusal.message}
      {refusal.remedy ? (
        <>
          {' '}
          <PageTextLink href={refusal.remedy.href}>{refusal.remedy.label}</PageTextLink>
        </>
      ) : null}
      <RequestIdNote requestId={refusal.requestId} />
    </Callout>
  );
}
