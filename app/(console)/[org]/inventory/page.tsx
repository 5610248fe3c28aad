import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readInventory } from '#lib/privacy/inventory/read-inventory.ts';
import { InventoryView } from '../../../../components/console/inventory/inventory-view.tsx';
import { type PageQuery, queryValue } from '../../../../components/tables/query-string.ts';

export const metadata: Metadata = { title: 'Inventory of data' };

interface InventoryPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function InventoryPage({ params, searchParams }: InventoryPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const { data } = await pageCall(readInventory, {}, { orgSlug: org });
  return <InventoryView activities={data} query={queryValue(query, 'q') ?? ''} />;
}
