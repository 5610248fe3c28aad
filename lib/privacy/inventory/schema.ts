import { z } from 'zod';

export const inventoryFormats = ['csv', 'markdown'] as const;

export const ReadInventory = z.strictObject({});

export const ExportInventory = z.strictObject({
  format: z
    .enum(inventoryFormats)
    .default('csv')
    .describe('csv: one row for each column and place; markdown: as a document'),
});

export const Inventory = z.strictObject({
  data: z.array(
    z.strictObject({
      activity: z.string().describe('The name of the processing activity'),
      title: z.string(),
      purpose: z.string(),
      basis: z.string().describe('The legal basis, by article of the GDPR'),
      recipients: z.string(),
      entries: z.array(
        z.strictObject({
          where: z
            .enum(['control', 'tenant', 'objects', 'keys', 'files', 'output'])
            .describe('tenant: the organisation’s own database; control: the directory of the installation'),
          thing: z.string().describe('The table, or the place'),
          column: z.string().nullable(),
          class: z.enum(['personal', 'organisational', 'operational', 'retained']),
          whose: z.enum(['contact', 'member', 'visitor']).nullable(),
          purpose: z.string(),
          keptFor: z.string(),
        }),
      ),
    }),
  ),
});
