import type { Operation } from '../../access/operation.ts';

/** The record of processing activities. CLAIMS G8. */
export const inventoryOperations: readonly Operation[] = [];
