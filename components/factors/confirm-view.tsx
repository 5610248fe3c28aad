import { Card } from '../ui/card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { GiveFactor, type GiveFactorProps } from './give-factor.tsx';

export interface ConfirmViewProps extends Omit<GiveFactorProps, 'label' | 'onDone' | 'hidden'> {
  /** A path of this site to go on to. */
  next: string | null;
}

/** Asks for the second factor once more, and goes on to where the person came from. */
export function ConfirmView({ next, ...ways }: ConfirmViewProps) {
  return (
    <div className="mx-auto grid w-full max-w-md gap-6">
      <PageHeader
        title="Confirm that it is you"
        description="What you want to do gives much away or cannot be undone. For five minutes after this you are not asked again."
      />
      <Card>
        <GiveFactor {...ways} label="Confirm" hidden={next === null ? {} : { next }} />
      </Card>
    </div>
  );
}
