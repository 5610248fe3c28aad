'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { addStorefrontDomain } from '#lib/storefronts/add-domain.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { deleteStorefrontImage } from '#lib/storefronts/images/delete-image.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { removeStorefrontDomain } from '#lib/storefronts/remove-domain.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { verifyStorefrontDomain } from '#lib/storefronts/verify-domain.ts';
import type { StorefrontFormState } from '../../../../components/console/storefronts/storefront-state.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { orgPath } from '../org-path.ts';
import { domainId, draftOf, versionOf } from './storefront-input.ts';

export const createStorefrontAction = serverAction(createStorefront, {
  from: (form) => ({ name: form.get('name'), slug: form.get('slug'), language: form.get('language') }),
  done: ({ id }, form) => orgPath(form, `storefronts/${id}`),
});

export const saveStorefrontAction = serverAction(updateStorefront, {
  from: (form) => ({ id: form.get('id'), ...versionOf(form), draft: draftOf(form) }),
  done: (storefront): StorefrontFormState => ({ status: 'done', storefront }),
});

export const publishStorefrontAction = serverAction(publishStorefront, {
  from: (form) => ({ id: form.get('id'), ...versionOf(form) }),
  done: (storefront): StorefrontFormState => ({
    status: 'done',
    storefront,
    message: 'Published. Everybody sees it now.',
  }),
});

export const unpublishStorefrontAction = serverAction(unpublishStorefront, {
  from: (form) => ({ id: form.get('id') }),
  done: (storefront): StorefrontFormState => ({
    status: 'done',
    storefront,
    message: 'Unpublished. Nobody finds it any more.',
  }),
});

export const deleteStorefrontAction = serverAction(deleteStorefront, {
  from: (form) => ({ id: form.get('id') }),
  done: (_output, form) => orgPath(form, 'storefronts'),
});

export const deleteImageAction = serverAction(deleteStorefrontImage, {
  from: (form) => ({ id: form.get('id'), imageId: form.get('imageId') }),
  done: (): FormState => ({ status: 'done', message: 'The image was deleted.' }),
});

export const addDomainAction = serverAction(addStorefrontDomain, {
  from: (form) => ({ id: form.get('id'), host: form.get('host') }),
  done: ({ host }): FormState => ({ status: 'done', message: `${host} was added. Set its record, then verify it.` }),
});

export const verifyDomainAction = serverAction(verifyStorefrontDomain, {
  from: domainId,
  done: ({ host, state }): FormState => ({
    status: 'done',
    message: state === 'verified' ? `${host} is verified.` : `${host} is not verified yet.`,
    informs: state !== 'verified',
  }),
});

export const removeDomainAction = serverAction(removeStorefrontDomain, {
  from: domainId,
  done: (): FormState => ({ status: 'done', message: 'The domain was removed.' }),
});
