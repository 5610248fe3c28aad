import type { SqlWriter } from '../../platform/db/types.ts';
import type { OrganizationObjects } from '../../platform/storage/object-store.ts';
import type { ControlModel, TenantModel } from '../classes.ts';
import type { Grounds, Person } from './person.ts';

/** What becomes of the deals of somebody who is erased. */
export const dealChoices = ['keep', 'remove'] as const;

export type DealChoice = (typeof dealChoices)[number];

/** What an erasure looks for and does, fixed when it begins. */
export interface Plan extends Person {
  readonly deals: DealChoice;
}

/** Records that were erased, by the name of their place. */
export type ErasureCounts = Readonly<Record<string, number>>;

/** The databases in which somebody is erased. Every write tells how much it erased, and where. */
export interface Erasing extends Grounds {
  readonly objects: Pick<OrganizationObjects, 'remove'>;
  /** Stops the making of an export and removes its archive. */
  dropArchive(exportId: string): Promise<void>;
  /** The erasure that this is. */
  readonly erasureId: string;
  now(): Date;
  /** Erases in the organisation's database. */
  write(body: (tx: SqlWriter) => Promise<ErasureCounts>): Promise<void>;
  /** The same in the control database. */
  writeDirectory(body: (tx: SqlWriter) => Promise<ErasureCounts>): Promise<void>;
}

interface PlaceBase {
  /** How counts and exports call it. */
  readonly name: string;
  readonly title: string;
  /** What becomes of it when the person is erased, in a few words. */
  readonly fate: string;
  /** Why an export of the person leaves it out, where it does. */
  readonly notExported?: string;
  /** The columns that hold something of the person there. */
  readonly columns: readonly string[];
  /** SQLite's row numbers of what there is of the person. Reads alone, and may take its time. */
  rows(at: Grounds, person: Person): Promise<readonly number[]>;
  /**
   * Afterwards {@link rows} finds nothing. In writes of bounded size; begun again after a crash it goes on where it was.
   * Null where it stays, for the reason that `fate` says.
   */
  readonly erase: ((at: Erasing, plan: Plan) => Promise<void>) | null;
  /** What an erasure notes there, where it stays for now. */
  readonly mark?: (at: Erasing, plan: Plan) => Promise<void>;
}

/** Where data of a person may be: `places.ts` lists them all. */
export type Place = PlaceBase &
  (
    | { readonly database: 'tenant'; readonly model: TenantModel }
    | { readonly database: 'control'; readonly model: ControlModel }
  );

/** Records that one write erases at most: it holds the writer for a few dozen milliseconds. */
const batchRecords = 500;

export function* batchesOf<Item>(items: readonly Item[], size = batchRecords): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** A list as one parameter: `… IN (SELECT value FROM json_each(?))`. */
export const listed = (items: readonly (string | number)[]): string => JSON.stringify(items);

export const inList = '(SELECT value FROM json_each(?))';

interface Numbered {
  readonly n: number;
}

export const numbersOf = (rows: readonly Numbered[]): number[] => rows.map(({ n }) => n);
