import type { ImportAnswer } from '#lib/crm/import/schema.ts';
import { plainFileName, type Sending, sendFile } from '../send-file.ts';

/** Sends a CSV file to be imported. @param onSent how many bytes have left so far. */
export function uploadImport(file: File, onSent: (bytes: number) => void): Sending<ImportAnswer> {
  const query = new URLSearchParams({ fileName: plainFileName(file.name, 'contacts.csv') });
  return sendFile<ImportAnswer>(file, { path: `/imports?${query}`, contentType: 'text/csv', onSent });
}
