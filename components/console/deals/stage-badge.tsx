import type { DealStage } from '#lib/crm/deals/schema.ts';
import { Badge } from '../../ui/badge.tsx';
import { stageLooks } from './deal-words.ts';

export function StageBadge({ stage }: { stage: DealStage }) {
  const { label, tone } = stageLooks[stage];
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  );
}
