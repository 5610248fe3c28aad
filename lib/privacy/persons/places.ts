import type { Place } from './place.ts';
import { copyPlaces } from './places/copies.ts';
import { directoryPlaces } from './places/directory.ts';
import { evidencePlaces } from './places/evidence.ts';
import { heldMessagePlaces } from './places/held-messages.ts';
import { importPlaces } from './places/imports.ts';
import { mentionPlaces } from './places/mentions.ts';
import { recordPlaces } from './places/records.ts';

/**
 * Every place where data of a person may be, in the order in which it is erased: what could bring the person back comes
 * first, what tells of it last. A new place is one more row; a test compares the list with the registry of personal data,
 * and erasing every place with finding it. CLAIMS G1, G3, G8.
 */
export const places: readonly Place[] = [
  ...importPlaces,
  ...heldMessagePlaces,
  ...recordPlaces,
  ...copyPlaces,
  ...mentionPlaces,
  ...evidencePlaces,
  ...directoryPlaces,
];

/** Columns about contacts that no place covers, and why none has to. */
export const coveredElsewhere: Readonly<Record<string, string>> = {
  'PersonErasure.plan': 'what an erasure looks for; it goes with the erasure’s end',
};
