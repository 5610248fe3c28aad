import { fileOutput, operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { readScanRow } from './scan-store.ts';
import { ScanId } from './schema.ts';

export const downloadScan = operation({
  name: 'consentScans.download',
  title: 'Download the report of a scan',
  description: 'Byte for byte as it is kept: its SHA-256 is in the receipt that the scan left.',
  http: 'GET /consent-scans/{id}/report',
  permission: 'storefronts:read',
  feature: undefined,
  limits: ['api.general'],
  input: ScanId,
  output: fileOutput,
  writes: false,
  refuses: ['conflict'],
  run: async (ctx, { id }) => {
    const { report } = await readScanRow(ctx.db, id);
    if (report === null) throw fail('conflict', { message: 'This scan has no report.' });
    const bytes = Buffer.from(report, 'utf8');
    return {
      fileName: `${ctx.org.slug}-${id}.scan.json`,
      contentType: 'application/json',
      bytes: bytes.byteLength,
      stream: new Blob([bytes]).stream() as ReadableStream<Uint8Array>,
    };
  },
});
