import type { Operation } from '../../access/operation.ts';
import { deleteStorefrontImage } from './delete-image.ts';
import { downloadStorefrontImage } from './download-image.ts';
import { listStorefrontImages } from './list-images.ts';
import { showStorefrontImage } from './show-image.ts';
import { uploadStorefrontImage } from './upload-image.ts';

/** Pictures of storefronts. */
export const storefrontImageOperations: readonly Operation[] = [
  ...[listStorefrontImages, uploadStorefrontImage, downloadStorefrontImage, deleteStorefrontImage],
  showStorefrontImage,
];
