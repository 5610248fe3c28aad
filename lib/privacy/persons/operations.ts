import type { Operation } from '../../access/operation.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { findPersons } from './find-persons.ts';
import { listErasures, readErasure } from './list-erasures.ts';
import { readPerson } from './read-person.ts';
import { rectifyInteraction } from './rectify-person.ts';
import { runErasure } from './run-erasure.ts';

/** Everything about a person: finding, exporting, rectifying, erasing. CLAIMS G1, G2, G3. */
export const personOperations: readonly Operation[] = [
  findPersons,
  readPerson,
  exportPerson,
  rectifyInteraction,
  erasePerson,
  runErasure,
  listErasures,
  readErasure,
];
