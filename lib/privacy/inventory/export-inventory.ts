import { fileOutput, operation } from '../../access/operation.ts';
import { effectiveDays } from '../retention/override-store.ts';
import { inventoryEntries } from './inventory.ts';
import { inventoryCsv, inventoryMarkdown } from './inventory-text.ts';
import { ExportInventory } from './schema.ts';

export const exportInventory = operation({
  name: 'inventory.export',
  title: 'Download the inventory of personal data',
  http: 'GET /inventory/export',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: ExportInventory,
  output: fileOutput,
  writes: false,
  run: async (ctx, { format }) => {
    const entries = inventoryEntries(await effectiveDays(ctx.db));
    const isCsv = format === 'csv';
    const text = isCsv ? inventoryCsv(entries) : inventoryMarkdown(entries, ctx.org.name);
    return {
      fileName: `inventory-${ctx.org.slug}.${isCsv ? 'csv' : 'md'}`,
      contentType: isCsv ? 'text/csv; charset=utf-8' : 'text/markdown; charset=utf-8',
      stream: streamOf(text),
    };
  },
});

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}
