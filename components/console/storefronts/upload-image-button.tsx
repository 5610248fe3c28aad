'use client';

import { ImageUp } from 'lucide-react';
import { useState } from 'react';
import { imageBytesMax } from '#lib/storefronts/images/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { showToast } from '../../ui/toast.tsx';
import { UploadForm } from '../upload-form.tsx';
import { useEditor } from './editor-context.tsx';
import type { StorefrontImage } from './storefront-types.ts';

const imageTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];

/** Opens a dialog that takes one picture and sends it to the storefront. */
export function UploadImageButton({
  small = false,
  onImage,
}: {
  small?: boolean | undefined;
  onImage: (image: StorefrontImage) => void;
}) {
  const { org, storefront, locked } = useEditor();
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
      <UploadForm<StorefrontImage>
        org={org}
        field={{
          name: 'image',
          label: 'Drop an image here, or choose one',
          hint: `JPEG, PNG, WebP or AVIF, up to ${formatBytes(imageBytesMax)}`,
          accept: imageTypes.join(','),
        }}
        unchosen="Choose an image first."
        reading="Making it ready"
        refusalOf={refusalOf}
        destinationOf={({ type }) => ({ path: `/storefronts/${storefront.id}/images`, contentType: type })}
        onStored={(image) => {
          showToast({ title: 'The image was uploaded.' });
          onImage(image);
          setOpen(false);
        }}
        onCancel={() => setOpen(false)}
      />
    </Dialog>
  );
}

function refusalOf({ type, size }: File): string | undefined {
  if (!imageTypes.includes(type)) return 'Only JPEG, PNG, WebP and AVIF pictures can be shown.';
  if (size <= imageBytesMax) return undefined;
  return `This file has ${formatBytes(size)}; at most ${formatBytes(imageBytesMax)} are taken.`;
}
