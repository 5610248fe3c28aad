import type { Operation } from '../../access/operation.ts';
import { downloadScan } from './download-scan.ts';
import { listScans } from './list-scans.ts';
import { readScan } from './read-scan.ts';
import { requestScan } from './request-scan.ts';
import { runScan } from './run-scan.ts';

/** Looks at sites before and after consent. */
export const consentScanOperations: readonly Operation[] = [requestScan, listScans, readScan, downloadScan, runScan];
