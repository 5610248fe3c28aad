'use client';

import { ImageIcon } from 'lucide-react';
import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { toldAtOnce } from '../told-at-once.ts';
import { imageUses, withAlt } from './content-images.ts';
import { useEditor } from './editor-context.tsx';
import { LineField } from './editor-fields.tsx';
import { Picture } from './image-choice.tsx';
import { SectionGroup } from './section-frame.tsx';
import { imagePath } from './storefront-paths.ts';
import type { StorefrontImage } from './storefront-types.ts';
import { UploadImageButton } from './upload-image-button.tsx';

/** Every picture of the storefront, where it is used, and what is said of it there. */
export function ImagesSection({ deleteAction }: { deleteAction: FormAction }) {
  const { images, addImage } = useEditor();
  return (
    <SectionGroup
      title="Images"
      description="Kept encrypted, and served from here: visitors load nothing from others."
      actions={images.length === 0 ? null : <UploadImageButton onImage={addImage} />}
    >
      {images.length === 0 ? (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState
            icon={<ImageIcon />}
            title="No images yet"
            className="py-9"
            action={<UploadImageButton onImage={addImage} />}
          >
            Pictures for the top of the page and for cards.
          </EmptyState>
        </div>
      ) : (
        <ul aria-label="Images" className="grid gap-3">
          {images.map((image, index) => (
            <ImageRow key={image.id} {...{ image, deleteAction }} name={`Image ${index + 1}`} />
          ))}
        </ul>
      )}
    </SectionGroup>
  );
}

function ImageRow({ image, name, deleteAction }: { image: StorefrontImage; name: string; deleteAction: FormAction }) {
  const { storefront, content, change, locked } = useEditor();
  const uses = imageUses(content, image.id);
  return (
    <li className="grid gap-3 rounded-md border border-line bg-raised p-3 grid-cols-[4.5rem_minmax(0,1fr)] xs:grid-cols-[7rem_minmax(0,1fr)]">
      <div className="aspect-4/3 overflow-hidden rounded-sm border border-line bg-sunken">
        <Picture src={imagePath(storefront.id, image.id)} />
      </div>
      <div className="grid min-w-0 content-start gap-2.5">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <p className="text-sm text-ink">
            <span className="font-medium">{name}</span>{' '}
            <span className="text-xs text-ink-3 tabular-nums">
              {image.width} × {image.height}, {formatBytes(image.bytes)}
            </span>
          </p>
          <ConfirmedButton
            title={`Delete ${name.toLowerCase()}?`}
            description="It is removed for good, from here and from where it is kept."
            confirmLabel="Delete image"
            action={toldAtOnce(deleteAction)}
            hidden={{ id: storefront.id, imageId: image.id }}
            refusal={locked ?? deleteRefusal(image, uses.length)}
          >
            Delete<span className="sr-only"> {name.toLowerCase()}</span>
          </ConfirmedButton>
        </div>
        {uses.length === 0 ? (
          <p className="text-xs text-ink-3">
            {image.used === 'published' ? 'On the published page; the draft does without it.' : 'Not used.'}
          </p>
        ) : (
          uses.map(({ place, what, alt }, index) => (
            <LineField
              key={place}
              path={place === 'hero' ? 'hero.alt' : `images.${image.id}.${index}`}
              label={`${what}: what it shows`}
              charsMax={200}
              value={alt}
              onText={(text) => change((now) => withAlt(now, place, text))}
            />
          ))
        )}
      </div>
    </li>
  );
}

/** Why the image cannot go now. */
function deleteRefusal({ used }: StorefrontImage, uses: number): string | undefined {
  if (uses > 0) return 'It is used. Choose another image there first.';
  if (used === 'published') return 'Visitors see it. Publish the page without it first.';
  if (used === 'draft') return 'The saved draft uses it. Save the draft without it first.';
  return undefined;
}
