import { Eye } from 'lucide-react';
import type { z } from 'zod';
import type { ShareOffer } from '#lib/ledger/share/schema.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ShareFrame } from './share-frame.tsx';

const number = (value: number) => value.toLocaleString('en-US');

/** Before one of the few uses of a link is spent: a person has to ask for it, a program that looks into mail does not. */
export function ShareOfferView({ offer }: { offer: z.output<typeof ShareOffer> }) {
  const { organization, receipts, usesLeft, expiresAt } = offer;
  return (
    <ShareFrame>
      <PageHeader title={`${organization} shares ${receiptsWord(receipts)} with you`} />
      <Card>
        <div className="grid justify-items-start gap-4">
          <p className="max-w-prose text-sm text-ink-2">
            The link can be opened {usesLeft === 1 ? 'once' : `${number(usesLeft ?? 0)} times`} more, until{' '}
            <RelativeTime at={expiresAt} show="datetime" />. Loading the page again counts as well.
          </p>
          <form>
            <input type="hidden" name="open" value="1" />
            <Button type="submit" variant="primary">
              <Eye aria-hidden="true" /> Show the receipts
            </Button>
          </form>
        </div>
      </Card>
    </ShareFrame>
  );
}

export function receiptsWord(count: number): string {
  return count === 1 ? 'one receipt' : `${number(count)} receipts`;
}
