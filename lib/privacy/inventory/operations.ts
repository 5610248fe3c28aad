import type { Operation } from '../../access/operation.ts';
import { exportInventory } from './export-inventory.ts';
import { readInventory } from './read-inventory.ts';

/** The record of processing activities. CLAIMS G8. */
export const inventoryOperations: readonly Operation[] = [readInventory, exportInventory];
