import type { Erasing, Plan } from './place.ts';
import { places } from './places.ts';

/**
 * Erases what every place holds of the person, in the order of the list. Afterwards no place finds anything that is erased
 * at all. What somebody adds while it runs is found by a second pass, so it passes until there is nothing more.
 */
export async function erasePlaces(at: Erasing, plan: Plan): Promise<void> {
  for (const { erase, mark } of places) await (erase ?? mark)?.(at, plan);
  for (const { erase, rows } of places) {
    if (erase !== null && (await rows(at, plan)).length > 0) await erase(at, plan);
  }
}
