import type { Operation } from '../access/operation.ts';
import { deleteFile } from './delete-file.ts';
import { downloadFile } from './download-file.ts';
import { listFiles } from './list-files.ts';
import { readFile } from './read-file.ts';
import { uploadFile } from './upload-file.ts';

/** Files of contacts, of deals, and of the organisation itself. */
export const fileOperations: readonly Operation[] = [listFiles, uploadFile, readFile, downloadFile, deleteFile];
