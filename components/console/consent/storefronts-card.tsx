import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import type { StorefrontItem } from './consent-types.ts';
import { stateWords } from './consent-words.ts';

interface StorefrontsCardProps {
  org: string;
  storefronts: readonly StorefrontItem[];
  canWrite: boolean;
}

/** All storefronts, where the page is about all of them. */
export function StorefrontsCard({ org, storefronts, canWrite }: StorefrontsCardProps) {
  const columns: readonly Column<StorefrontItem>[] = [
    { name: 'name', header: 'Storefront', cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      name: 'address',
      header: 'Address',
      from: 'sm',
      cell: ({ slug }) => <code className="font-mono text-xs [overflow-wrap:anywhere]">/s/{slug}</code>,
    },
    {
      name: 'state',
      header: 'State',
      cell: ({ state }) => <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>,
    },
    {
      name: 'settings',
      header: 'Settings',
      hideHeader: true,
      align: 'right',
      cell: ({ id, name }) => (
        <TextLink
          href={consolePaths.consentSettings(org, id)}
          className="relative z-1"
          aria-label={`What ${name} asks`}
        >
          {canWrite ? 'Settings' : 'See settings'}
        </TextLink>
      ),
    },
  ];
  return (
    <Card flush title="Storefronts" description="Each asks by settings of its own.">
      <DataTable
        caption="Storefronts"
        columns={columns}
        rows={storefronts}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `${consolePaths.consent(org)}?storefront=${encodeURIComponent(id)}`}
      />
    </Card>
  );
}
