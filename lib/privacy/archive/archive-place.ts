import { z } from 'zod';
import { portableEntities } from '../export/entities.ts';
import type { PortableEntity } from '../export/portable-entity.ts';
import { type Fate, fates } from './taken-over.ts';

type Taken = Extract<Fate, { readonly taken: true }>;

/** An entity whose rows are taken in, with the rules for them. */
export interface TakenEntity {
  readonly entity: PortableEntity;
  readonly fate: Taken;
}

/** In the order in which they are taken in: what is pointed to stands before what points to it. */
export const takenEntities: readonly TakenEntity[] = portableEntities.flatMap((entity) => {
  const fate = fates[entity.name];
  return fate?.taken === true ? [{ entity, fate }] : [];
});

const Place = z.strictObject({
  /** Which of the taken entities is at hand. */
  step: z.int().min(0),
  /** Rows of it that are behind us. */
  rows: z.int().min(0),
  /** Under which id the old ledger is kept: said before, so that a repetition puts it in the same place. */
  history: z.string(),
});

/** Where an import goes on. Committed together with the rows before it. */
export type ArchivePlace = z.output<typeof Place>;

export function placeOf(checkpoint: string | null): ArchivePlace | null {
  return checkpoint === null ? null : Place.parse(JSON.parse(checkpoint));
}

export function placeText(place: ArchivePlace): string {
  return JSON.stringify(place);
}
