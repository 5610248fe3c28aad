import type { Operation } from '../../access/operation.ts';
import { deleteArchive } from './delete-archive.ts';
import { downloadLedgerHistory } from './download-history.ts';
import { listArchives } from './list-archives.ts';
import { listLedgerHistories } from './list-histories.ts';
import { readArchive } from './read-archive.ts';
import { runArchive } from './run-archive.ts';
import { checkUploadedArchive } from './run-check.ts';
import { startArchive } from './start-archive.ts';
import { takeArchiveFile } from './take-archive-file.ts';
import { uploadArchive } from './upload-archive.ts';

/** Taking archives in. */
export const archiveOperations: readonly Operation[] = [
  uploadArchive,
  takeArchiveFile,
  listArchives,
  readArchive,
  checkUploadedArchive,
  startArchive,
  runArchive,
  deleteArchive,
  listLedgerHistories,
  downloadLedgerHistory,
];
