import type { Operation } from '../../access/operation.ts';
import { listHolds } from './list-holds.ts';
import { placeHold } from './place-hold.ts';
import { releaseHold } from './release-hold.ts';

/** Legal holds: what must not be erased, by nobody and by no lapse of time. CLAIMS G6. */
export const holdOperations: readonly Operation[] = [listHolds, placeHold, releaseHold];
