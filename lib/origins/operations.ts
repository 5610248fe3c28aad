import type { Operation } from '../access/operation.ts';
import { createOrigin } from './create-origin.ts';
import { deleteOrigin } from './delete-origin.ts';
import { listOrigins } from './list-origins.ts';

/** Where browsers may call the API from. */
export const originOperations: readonly Operation[] = [listOrigins, createOrigin, deleteOrigin];
