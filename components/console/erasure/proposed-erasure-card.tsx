import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { ErasureActions, ErasureFacts } from './erasure-view.tsx';

interface ProposedErasureCardProps {
  name: string;
  erasure: NonNullable<ErasureFacts['erasure']>;
  reader: string;
  names: Readonly<Record<string, string>>;
  actions: ErasureActions;
}

/** An erasure that was asked for: who did, what it waits for, and what the reader can do about it. */
export function ProposedErasureCard({ name, erasure, reader, names, actions }: ProposedErasureCardProps) {
  const mine = erasure.requestedBy === reader;
  const who = mine ? 'You' : (names[erasure.requestedBy] ?? 'An owner');
  const waits = erasure.state === 'proposed';
  const begun = erasure.state === 'running' || erasure.state === 'done';
  return (
    <Callout
      tone="danger"
      title={begun ? 'It is being erased' : waits ? 'Waiting for another owner' : 'It will be erased'}
    >
      <div className="grid justify-items-start gap-3">
        <p>
          {who} asked for it <RelativeTime at={erasure.createdAt} />.{' '}
          {waits ? 'Nothing happens before another owner approves it.' : null}
          {!waits && !begun && erasure.notBefore !== null ? (
            <>
              It begins <RelativeTime at={erasure.notBefore} show="datetime" />.
            </>
          ) : null}
        </p>
        <div className="flex flex-wrap gap-2">
          {waits && !mine ? (
            <ConfirmDialog
              trigger={<Button variant="danger">Approve the erasure</Button>}
              title={`Approve the erasure of ${name}?`}
              description="You are the second owner: with you it is decided."
              typeToConfirm={name.trim()}
              confirmLabel="Approve"
              action={actions.approve}
            />
          ) : null}
          {begun ? (
            <LinkButton href={`/erasures/${erasure.certificate}`}>Follow the erasure</LinkButton>
          ) : (
            <ConfirmDialog
              trigger={<Button>Call it off</Button>}
              title="Call the erasure off?"
              description="Nothing was erased yet, and nothing will be. Every owner hears of it."
              confirmLabel="Call it off"
              tone="primary"
              action={actions.cancel}
            />
          )}
        </div>
      </div>
    </Callout>
  );
}
