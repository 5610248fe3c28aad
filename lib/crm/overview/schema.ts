import { z } from 'zod';

export const OverviewCounts = z.strictObject({
  contacts: z.int(),
  deals: z.int(),
  openDeals: z.int().describe('Neither won nor lost'),
  dueActivities: z.int().describe('Open, and due by the end of the next seven days'),
  imports: z.int(),
  receipts: z.int(),
});
