import { operation } from '../../access/operation.ts';
import { type Going, presentScan } from './present.ts';
import { findPreviousScan, lostBefore, readScanRow } from './scan-store.ts';
import { Scan, ScanId } from './schema.ts';

export const readScan = operation({
  name: 'consentScans.read',
  title: 'Read a scan',
  description: 'With its report once it is done, and until then with what is being looked at.',
  http: 'GET /consent-scans/{id}',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ScanId,
  output: Scan,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await readScanRow(ctx.db, id);
    const going: Going = { phase: ctx.services.scanner.phase(id), lost: lostBefore(ctx.now()) };
    return presentScan(row, going, await findPreviousScan(ctx.db, row));
  },
});
