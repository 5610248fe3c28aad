import { visibleText } from '../../platform/visible-text.ts';
import { findingTable } from './finding-table.ts';
import { type ScanPhase, scanPhases } from './observation.ts';
import { type FindingCode, findingCodes, type ScanFindingOf, type Severity, severities } from './report.ts';

const itemsMax = 20;
/** A site that does everything wrong everywhere: what comes first is enough to begin with. */
const findingsMax = 150;

interface Gathered {
  readonly code: FindingCode;
  readonly subject: string;
  readonly severity: Severity;
  readonly phases: Set<ScanPhase>;
  readonly items: Set<string>;
}

/** Gathers what is wrong: the same thing in several phases is one finding. */
export class Findings {
  readonly #gathered = new Map<string, Gathered>();

  add(code: FindingCode, subject: string, phase: ScanPhase, items: readonly string[], severity?: Severity): void {
    const key = `${code} ${subject}`;
    const found = this.#gathered.get(key) ?? {
      ...{ code, subject, severity: severity ?? findingTable[code].severity },
      ...{ phases: new Set<ScanPhase>(), items: new Set<string>() },
    };
    this.#gathered.set(key, found);
    found.phases.add(phase);
    for (const item of items) if (found.items.size < itemsMax) found.items.add(visibleText(item, 600));
  }

  /** The gravest first; then by kind and name. */
  sorted(): readonly ScanFindingOf[] {
    const place = ({ severity, code }: Gathered) => severities.indexOf(severity) * 100 + findingCodes.indexOf(code);
    return [...this.#gathered.values()]
      .sort((a, b) => place(a) - place(b) || (a.subject < b.subject ? -1 : 1))
      .slice(0, findingsMax)
      .map(({ code, subject, severity, phases, items }) => {
        const name = visibleText(subject, 250);
        const { title, advice } = findingTable[code];
        const order = scanPhases.filter((phase) => phases.has(phase));
        return { code, severity, subject: name, phases: order, title: title(name), advice, items: [...items] };
      });
  }
}
