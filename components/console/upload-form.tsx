'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { otherOrganization, type Sending, type SendOptions, sendFile, sessionIsIn } from './send-file.ts';
import { UploadProgress, UploadRefusal } from './upload-parts.tsx';

export interface UploadFormProps<Answer> {
  /** The organisation's slug. */
  org: string;
  field: { name: string; label: string; hint: string; accept?: string | undefined };
  /** What the button says while nothing was chosen. */
  unchosen: string;
  /** What the server does once it has the whole file, where that takes a while. */
  reading?: string | undefined;
  /** Why this file cannot be taken, where the page knows it. */
  refusalOf: (file: File) => string | undefined;
  /** Where it is sent, and as what. */
  destinationOf: (file: File) => Omit<SendOptions, 'onSent'>;
  onStored: (answer: Answer) => void;
  onCancel: () => void;
}

type Phase =
  | { readonly name: 'choose' }
  | { readonly name: 'sending'; readonly sentBytes: number }
  | { readonly name: 'refused'; readonly message: string; readonly requestId?: string | undefined };

/** In a dialog: takes one file by drop or by choosing, and sends it. */
export function UploadForm<Answer>(props: UploadFormProps<Answer>) {
  const { org, field, unchosen, reading, refusalOf, destinationOf, onStored, onCancel } = props;
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ name: 'choose' });
  const sending = useRef<Sending<Answer>>(null);

  // Closing the dialog stops the upload.
  useEffect(() => () => sending.current?.abort(), []);

  const busy = phase.name === 'sending';
  const unusable = file === null ? undefined : refusalOf(file);

  async function send(event: FormEvent) {
    event.preventDefault();
    // Wherever the dialog stands in the tree: events of React climb through portals, into forms around it.
    event.stopPropagation();
    if (!file || unusable || busy) return;
    setPhase({ name: 'sending', sentBytes: 0 });
    if (!(await sessionIsIn(org))) {
      setPhase({ name: 'refused', message: otherOrganization });
      return;
    }
    sending.current = sendFile<Answer>(file, {
      ...destinationOf(file),
      onSent: (sentBytes) => setPhase({ name: 'sending', sentBytes }),
    });
    const outcome = await sending.current.outcome;
    sending.current = null;
    if (outcome.kind === 'stored') {
      onStored(outcome.answer);
      router.refresh();
    } else if (outcome.kind === 'refused') {
      setPhase({ name: 'refused', message: outcome.message, requestId: outcome.requestId });
    } else setPhase({ name: 'choose' });
  }

  return (
    <form onSubmit={send}>
      <DialogBody>
        {phase.name === 'refused' ? <UploadRefusal message={phase.message} requestId={phase.requestId} /> : null}
        {busy && file ? <UploadProgress file={file} sentBytes={phase.sentBytes} reading={reading} /> : null}
        <div hidden={busy}>
          <FileDrop
            {...field}
            error={unusable}
            onFile={(next) => {
              setFile(next);
              setPhase({ name: 'choose' });
            }}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={busy ? () => sending.current?.abort() : onCancel}>{busy ? 'Stop upload' : 'Cancel'}</Button>
        <Button
          type="submit"
          variant="primary"
          pending={busy}
          disabledReason={busy ? undefined : file === null ? unchosen : unusable}
        >
          Upload
        </Button>
      </DialogFooter>
    </form>
  );
}
