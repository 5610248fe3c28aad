'use client';

import { ImageUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { imageBytesMax } from '#lib/storefronts/images/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { showToast } from '../../ui/toast.tsx';
import { otherOrganization, type Sending, sendFile, sessionIsIn } from '../send-file.ts';
import { UploadProgress, UploadRefusal } from '../upload-parts.tsx';
import { useEditor } from './editor-context.tsx';
import type { StorefrontImage } from './storefront-types.ts';

const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];

type Phase =
  | { readonly name: 'choose' }
  | { readonly name: 'sending'; readonly sentBytes: number }
  | { readonly name: 'refused'; readonly message: string; readonly requestId?: string | undefined };

/** Opens a dialog that takes one picture and sends it to the storefront. */
export function UploadImageButton({
  small = false,
  onImage,
}: {
  small?: boolean | undefined;
  onImage: (image: StorefrontImage) => void;
}) {
  const { locked } = useEditor();
  const [open, setOpen] = useState(false);
  const size = small ? 'sm' : 'md';
  const label = (
    <>
      <ImageUp aria-hidden="true" /> Upload image
    </>
  );
  if (locked !== undefined) {
    return (
      <Button size={size} disabledReason={locked}>
        {label}
      </Button>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Upload an image"
      description="It is made anew as we take it, so that place and camera stay behind, and no larger than pages need."
      trigger={<Button size={size}>{label}</Button>}
    >
      <UploadForm
        onImage={(image) => {
          onImage(image);
          setOpen(false);
        }}
        onCancel={() => setOpen(false)}
      />
    </Dialog>
  );
}

function UploadForm({ onImage, onCancel }: { onImage: (image: StorefrontImage) => void; onCancel: () => void }) {
  const { org, storefront } = useEditor();
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [phase, setPhase] = useState<Phase>({ name: 'choose' });
  const sending = useRef<Sending<StorefrontImage>>(null);

  // Closing the dialog stops the upload.
  useEffect(() => () => sending.current?.abort(), []);

  const busy = phase.name === 'sending';
  const unusable = file === null ? undefined : refusalOf(file);

  async function send(event: FormEvent) {
    event.preventDefault();
    // The dialog stands in no other form, but events of React climb through portals.
    event.stopPropagation();
    if (!file || unusable || busy) return;
    setPhase({ name: 'sending', sentBytes: 0 });
    if (!(await sessionIsIn(org))) {
      setPhase({ name: 'refused', message: otherOrganization });
      return;
    }
    sending.current = sendFile<StorefrontImage>(file, {
      path: `/storefronts/${storefront.id}/images`,
      contentType: file.type,
      onSent: (sentBytes) => setPhase({ name: 'sending', sentBytes }),
    });
    const outcome = await sending.current.outcome;
    sending.current = null;
    if (outcome.kind === 'stored') {
      showToast({ title: 'The image was uploaded.' });
      onImage(outcome.answer);
      router.refresh();
    } else if (outcome.kind === 'refused') {
      setPhase({ name: 'refused', message: outcome.message, requestId: outcome.requestId });
    } else setPhase({ name: 'choose' });
  }

  return (
    <form onSubmit={send}>
      <DialogBody>
        {phase.name === 'refused' ? <UploadRefusal message={phase.message} requestId={phase.requestId} /> : null}
        {busy && file ? <UploadProgress file={file} sentBytes={phase.sentBytes} reading="Making it ready" /> : null}
        <div hidden={busy}>
          <FileDrop
            name="image"
            label="Drop an image here, or choose one"
            accept={imageTypes.join(',')}
            hint={`JPEG, PNG, WebP or AVIF, up to ${formatBytes(imageBytesMax)}`}
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
          disabledReason={busy ? undefined : file === null ? 'Choose an image first.' : unusable}
        >
          Upload
        </Button>
      </DialogFooter>
    </form>
  );
}

function refusalOf(file: File): string | undefined {
  if (!imageTypes.includes(file.type)) return 'Only JPEG, PNG, WebP and AVIF pictures can be shown.';
  if (file.size <= imageBytesMax) return undefined;
  return `This file has ${formatBytes(file.size)}; at most ${formatBytes(imageBytesMax)} are taken.`;
}
