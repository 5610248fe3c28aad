import type { z } from 'zod';
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

/** An image as the API tells of it. */
export interface StorefrontImage {
  readonly id: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** The content that shows it, of those that were saved. */
  readonly used: 'published' | 'draft' | null;
}
