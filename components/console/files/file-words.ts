import { File, FileArchive, FileImage, FileSpreadsheet, FileText, type LucideIcon } from 'lucide-react';
import type { FilePlace, FileRecordAnswer } from '#lib/files/schema.ts';

interface FileLook {
  readonly label: string;
  readonly Icon: LucideIcon;
}

const looks: readonly (readonly [RegExp, FileLook])[] = [
  [/^image\//, { label: 'Image', Icon: FileImage }],
  [/pdf$/, { label: 'PDF', Icon: FileText }],
  [/spreadsheet|csv$/, { label: 'Table', Icon: FileSpreadsheet }],
  [/presentation/, { label: 'Slides', Icon: FileText }],
  [/wordprocessing|opendocument\.text|^text\/|json$/, { label: 'Text', Icon: FileText }],
  [/zip$/, { label: 'Archive', Icon: FileArchive }],
];

/** What a file looks like in lists, by its type. */
export function lookOf(contentType: string): FileLook {
  return looks.find(([type]) => type.test(contentType))?.[1] ?? { label: 'File', Icon: File };
}

/** Whose files a list shows, in the words of its filter. */
export const placeWords: Readonly<Record<FilePlace, string>> = {
  contact: 'of a contact',
  deal: 'of a deal',
  organization: 'of the organisation',
};

/** Where the bytes of a file are; always saved, never shown. */
export function downloadHref({ id }: Pick<FileRecordAnswer, 'id'>): string {
  return `/api/v1/files/${id}/download`;
}
