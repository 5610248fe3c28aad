import type { z } from 'zod';
import type { StorefrontImageOf } from '#lib/storefronts/images/schema.ts';
import type {
  StorefrontAnswer,
  StorefrontDomainAnswer,
  StorefrontEntry,
  StorefrontPage,
} from '#lib/storefronts/schema.ts';

/** One line of the list. */
export type StorefrontItem = z.output<typeof StorefrontEntry>;

export type StorefrontList = z.output<typeof StorefrontPage>;

export type StorefrontDetail = StorefrontAnswer;

export type StorefrontState = StorefrontDetail['state'];

export type StorefrontDomainItem = StorefrontDomainAnswer;

export type StorefrontImage = StorefrontImageOf;
