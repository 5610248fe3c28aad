import type { PrivacyClass } from '../classes.ts';
import { type DataPlace, dataPlaces } from '../places.ts';
import {
  controlActivities,
  type ProcessingActivityName,
  processingActivities,
  tenantActivities,
} from '../processing.ts';
import { type DeclaredColumn, declaredColumns } from '../registry.ts';
import type { RetentionRuleName } from '../retention/rules.ts';
import { termInWords } from '../retention/terms.ts';

export type Days = Readonly<Partial<Record<RetentionRuleName, number>>>;

/** A column or a place, as the record of processing activities tells of it. */
export interface InventoryEntry {
  readonly activity: ProcessingActivityName;
  readonly where: 'control' | 'tenant' | DataPlace['kind'];
  /** The table, or the place. */
  readonly thing: string;
  /** The column; absent for a place. */
  readonly column: string | null;
  readonly class: PrivacyClass['class'];
  readonly whose: 'contact' | 'member' | 'visitor' | null;
  readonly purpose: string;
  readonly keptFor: string;
}

/** Every column and every other place, by what it is for; with the days that an organisation has set, or the defaults. */
export function inventoryEntries(days: Days = {}): readonly InventoryEntry[] {
  const entries = [
    ...declaredColumns.map((column) => columnEntry(column, days)),
    ...dataPlaces.map((place) => placeEntry(place, days)),
  ];
  const order = Object.keys(processingActivities);
  return entries.toSorted((a, b) => order.indexOf(a.activity) - order.indexOf(b.activity));
}

function columnEntry({ database, model, column, privacy }: DeclaredColumn, days: Days): InventoryEntry {
  const activities: Readonly<Record<string, ProcessingActivityName>> =
    database === 'control' ? controlActivities : tenantActivities;
  const activity = activities[model];
  if (activity === undefined) throw new Error(`${model} is for no purpose`);
  return { activity, where: database, thing: model, column, ...told(privacy, days) };
}

function placeEntry({ kind, name, activity, privacy, holds }: DataPlace, days: Days): InventoryEntry {
  return {
    activity,
    where: kind,
    thing: name,
    column: null,
    ...told(privacy, days),
    purpose: `${privacy.purpose}. ${holds}`,
  };
}

function told(privacy: PrivacyClass, days: Days): Pick<InventoryEntry, 'class' | 'whose' | 'purpose' | 'keptFor'> {
  return {
    class: privacy.class,
    whose: privacy.class === 'personal' ? privacy.whose : null,
    purpose: privacy.purpose,
    keptFor: termInWords(privacy.retention, days),
  };
}
