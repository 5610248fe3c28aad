import type { Operation } from '../access/operation.ts';
import { createInteractions } from './batch/create-interactions.ts';
import { createInteraction } from './create-interaction.ts';
import { deleteInteraction } from './delete-interaction.ts';
import { listInteractions } from './list-interactions.ts';
import { readInteraction } from './read-interaction.ts';

/** What other systems report of exchanges with contacts. */
export const interactionOperations: readonly Operation[] = [
  listInteractions,
  createInteraction,
  createInteractions,
  readInteraction,
  deleteInteraction,
];
