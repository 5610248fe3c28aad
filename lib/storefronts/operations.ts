import type { Operation } from '../access/operation.ts';
import { showStorefront } from './show-storefront.ts';

/** Public pages, their own domains, and what visitors see of them. */
export const storefrontOperations: readonly Operation[] = [showStorefront];
