'use client';

import { ImageOff } from 'lucide-react';
import { useId } from 'react';
import { cn } from '../../ui/cn.ts';
import { useEditor } from './editor-context.tsx';
import { imagePath } from './storefront-paths.ts';
import { UploadImageButton } from './upload-image-button.tsx';

/** Chooses one of the storefront's images, or none, or takes a new one. */
export function ImageChoice({
  label,
  value,
  onImage,
}: {
  label: string;
  value: string | null;
  onImage: (image: string | null) => void;
}) {
  const { storefront, images, locked, addImage } = useEditor();
  const name = useId();
  const tile =
    'relative block size-18 cursor-pointer overflow-hidden rounded-md border border-line-strong bg-sunken has-checked:border-brand has-checked:ring-2 has-checked:ring-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus';
  return (
    <fieldset className="grid min-w-0 gap-2" disabled={locked !== undefined}>
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap gap-2">
        <label className={cn(tile, 'grid place-items-center text-xs text-ink-3')}>
          <input
            type="radio"
            name={name}
            checked={value === null}
            onChange={() => onImage(null)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          <span className="grid justify-items-center gap-1">
            <ImageOff aria-hidden="true" className="size-4" /> None
          </span>
        </label>
        {images.map((image, index) => (
          <label key={image.id} className={tile}>
            <input
              type="radio"
              name={name}
              aria-label={`Image ${index + 1}, ${image.width} × ${image.height}`}
              checked={value === image.id}
              onChange={() => onImage(image.id)}
              className="absolute inset-0 z-10 cursor-pointer opacity-0"
            />
            <Picture src={imagePath(storefront.id, image.id)} />
          </label>
        ))}
      </div>
      <div>
        <UploadImageButton
          small
          onImage={(image) => {
            addImage(image);
            onImage(image.id);
          }}
        />
      </div>
    </fieldset>
  );
}

/** A picture that fills its box. What it shows is said beside it. */
export function Picture({ src, className }: { src: string; className?: string | undefined }) {
  return (
    // biome-ignore lint/performance/noImgElement: served by us behind the session, already small
    <img src={src} alt="" loading="lazy" decoding="async" className={cn('size-full object-cover', className)} />
  );
}
