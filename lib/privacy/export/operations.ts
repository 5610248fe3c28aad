import type { Operation } from '../../access/operation.ts';
import { cancelExport } from './cancel-export.ts';
import { createExport } from './create-export.ts';
import { deleteExport } from './delete-export.ts';
import { downloadExport } from './download-export.ts';
import { downloadExportPart } from './download-part.ts';
import { listExports } from './list-exports.ts';
import { readExport } from './read-export.ts';
import { runExport } from './run-export.ts';

/** Exports of everything that the organisation keeps. */
export const exportOperations: readonly Operation[] = [
  createExport,
  listExports,
  readExport,
  cancelExport,
  downloadExport,
  downloadExportPart,
  deleteExport,
  runExport,
];
