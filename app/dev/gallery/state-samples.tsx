import { Users } from 'lucide-react';
import { Button } from '../../../components/ui/button.tsx';
import { Callout } from '../../../components/ui/callout.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { EmptyState } from '../../../components/ui/empty-state.tsx';
import { ErrorState } from '../../../components/ui/error-state.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { PageSkeleton } from '../../../components/ui/skeleton.tsx';
import { TextLink } from '../../../components/ui/text-link.tsx';
import { Sample } from './sample.tsx';

export function StateSamples() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Card>
        <EmptyState
          icon={<Users />}
          title="No contacts yet"
          action={<Button variant="primary">Import a CSV file</Button>}
          secondary={
            <>
              Or take the <TextLink href="#states">sample file</TextLink>.
            </>
          }
        >
          Bring them from a file, or add one by hand.
        </EmptyState>
      </Card>
      <Card>
        <ErrorState
          title="Something went wrong on our side"
          requestId="req_01JD8Z5W3N7Q4T6V9XKC2M5P8R"
          action={<Button>Try again</Button>}
        >
          Nothing was changed. Try again in a moment.
        </ErrorState>
      </Card>
      <Sample title="Callouts">
        <Callout title="Mail is kept in the local mailbox">Nothing leaves this machine.</Callout>
        <Callout tone="ok">The ledger verifies: 98,214 receipts, no gap.</Callout>
        <Callout tone="warn" title="This key expires in 3 days" />
        <Callout tone="danger" title="The import stopped at row 1,204">
          The file ended inside a quoted cell.
        </Callout>
      </Sample>
      <Sample title="Page header and loading">
        <PageHeader
          title="Ada Lovelace"
          description="Analytical Engines"
          actions={
            <>
              <Button>Edit</Button>
              <Button variant="primary">New deal</Button>
            </>
          }
        />
        <PageSkeleton rows={3} />
      </Sample>
    </div>
  );
}
