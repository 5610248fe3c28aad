import type { Operation } from '../access/operation.ts';
import { readContract } from './read-contract.ts';

export const contractOperations: readonly Operation[] = [readContract];
