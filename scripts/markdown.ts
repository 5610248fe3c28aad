/** The parts that printed documents are made of. */

const note = 'Printed by `node scripts/print-docs.ts` from the tables that the product runs by. Do not edit by hand.';

/** A whole document. */
export function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string) => `\`${text}\``;
