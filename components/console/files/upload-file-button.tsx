'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type FileRecordAnswer, fileBytesMax } from '#lib/files/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { showToast } from '../../ui/toast.tsx';
import { otherOrganization, plainFileName, type Sending, sendFile, sessionIsIn } from '../send-file.ts';
import { UploadProgress, UploadRefusal } from '../upload-parts.tsx';

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

type Phase =
  | { readonly name: 'choose' }
  | { readonly name: 'sending'; readonly sentBytes: number }
  | { readonly name: 'refused'; readonly message: string; readonly requestId?: string | undefined };

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
      <UploadForm {...{ org, of }} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function UploadForm({ org, of, onDone }: Pick<UploadFileButtonProps, 'org' | 'of'> & { onDone: () => void }) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ name: 'choose' });
  const sending = useRef<Sending<FileRecordAnswer>>(null);

  // Closing the dialog stops the upload.
  useEffect(() => () => sending.current?.abort(), []);

  const busy = phase.name === 'sending';
  const unusable =
    file && file.size > fileBytesMax
      ? `This file has ${formatBytes(file.size)}; at most ${formatBytes(fileBytesMax)} can be kept.`
      : undefined;

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!file || unusable || busy) return;
    setPhase({ name: 'sending', sentBytes: 0 });
    if (!(await sessionIsIn(org))) {
      setPhase({ name: 'refused', message: otherOrganization });
      return;
    }
    const { contactId, dealId } = of;
    const query = new URLSearchParams({
      fileName: plainFileName(file.name, 'file'),
      ...(contactId === undefined ? {} : { contactId }),
      ...(dealId === undefined ? {} : { dealId }),
    });
    sending.current = sendFile<FileRecordAnswer>(file, {
      path: `/files?${query}`,
      contentType: 'application/octet-stream',
      onSent: (sentBytes) => setPhase({ name: 'sending', sentBytes }),
    });
    const outcome = await sending.current.outcome;
    sending.current = null;
    if (outcome.kind === 'stored') {
      showToast({ title: `${outcome.answer.name} was uploaded.` });
      onDone();
      router.refresh();
    } else if (outcome.kind === 'refused') {
      setPhase({ name: 'refused', message: outcome.message, requestId: outcome.requestId });
    } else setPhase({ name: 'choose' });
  }

  return (
    <form onSubmit={send}>
      <DialogBody>
        {phase.name === 'refused' ? <UploadRefusal message={phase.message} requestId={phase.requestId} /> : null}
        {busy && file ? <UploadProgress file={file} sentBytes={phase.sentBytes} /> : null}
        <div hidden={busy}>
          <FileDrop
            name="file"
            label="Drop a file here, or choose one"
            hint={`Of any kind, up to ${formatBytes(fileBytesMax)}`}
            error={unusable}
            onFile={(next) => {
              setFile(next);
              setPhase({ name: 'choose' });
            }}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={busy ? () => sending.current?.abort() : onDone}>{busy ? 'Stop upload' : 'Cancel'}</Button>
        <Button
          type="submit"
          variant="primary"
          pending={busy}
          disabledReason={busy ? undefined : file === null ? 'Choose a file first.' : unusable}
        >
          Upload
        </Button>
      </DialogFooter>
    </form>
  );
}
