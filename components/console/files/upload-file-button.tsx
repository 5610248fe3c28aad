'use client';

import { Upload } from 'lucide-react';
import { useState } from 'react';
import { type FileRecordAnswer, fileBytesMax } from '#lib/files/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { showToast } from '../../ui/toast.tsx';
import { plainFileName } from '../send-file.ts';
import { UploadForm } from '../upload-form.tsx';

/** What a file is put to; nothing for the organisation's own. */
export interface FileTarget {
  readonly contactId?: string | undefined;
  readonly dealId?: string | undefined;
}

export interface UploadFileButtonProps {
  /** The organisation's slug. */
  org: string;
  of: FileTarget;
  /** Whose it becomes, for example "Ada Lovelace". */
  whose: string;
  small?: boolean | undefined;
}

/** Opens a dialog that takes one file by drop or by choosing, and sends it. */
export function UploadFileButton({ org, of, whose, small }: UploadFileButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Upload a file"
      description={`It belongs to ${whose}, and is encrypted where it is kept.`}
      trigger={
        <Button size={small ? 'sm' : 'md'} variant={small ? 'secondary' : 'primary'}>
          <Upload aria-hidden="true" /> Upload file
        </Button>
      }
    >
      <UploadForm<FileRecordAnswer>
        org={org}
        field={{
          name: 'file',
          label: 'Drop a file here, or choose one',
          hint: `Of any kind, up to ${formatBytes(fileBytesMax)}`,
        }}
        unchosen="Choose a file first."
        refusalOf={refusalOf}
        destinationOf={({ name }) => ({ path: pathOf(name, of), contentType: 'application/octet-stream' })}
        onStored={({ name }) => {
          showToast({ title: `${name} was uploaded.` });
          setOpen(false);
        }}
        onCancel={() => setOpen(false)}
      />
    </Dialog>
  );
}

function refusalOf({ size }: File): string | undefined {
  if (size <= fileBytesMax) return undefined;
  return `This file has ${formatBytes(size)}; at most ${formatBytes(fileBytesMax)} can be kept.`;
}

function pathOf(name: string, { contactId, dealId }: FileTarget): string {
  const query = new URLSearchParams({
    fileName: plainFileName(name, 'file'),
    ...(contactId === undefined ? {} : { contactId }),
    ...(dealId === undefined ? {} : { dealId }),
  });
  return `/files?${query}`;
}
