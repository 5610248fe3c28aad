import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The header of the us-500 sample. */
export const us500Header = 'first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web';

const firstNames = ['Avery', 'Blake', 'Casey', 'Drew', 'Elliot', 'Frankie', 'Gray', 'Harper', 'Indigo', 'Jules'];
const lastNames = ['Abbott', 'Butt', "O'Neil", 'Chemel', 'Darakjy', 'Estrada', 'Foller', 'García', 'Hughes', 'Ito'];
const companies = [
  'Benton, John B Jr',
  'Chemel, James L Cpa',
  'Feltz Printing Service',
  'Printing "Dimensions"',
  'Chapman & Sons',
];
const cities = [
  'New Orleans,Orleans,LA,70116',
  'Brighton,Livingston,MI,48116',
  'Anchorage,Anchorage,AK,99501',
  'Hamilton,Butler,OH,45011',
];

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One row of the shape of the us-500 sample. The same number gives the same row; e-mail addresses are all different. */
export function us500Row(n: number): string {
  const first = firstNames[n % firstNames.length] ?? '';
  const last = lastNames[Math.floor(n / 10) % lastNames.length] ?? '';
  const company = companies[n % companies.length] ?? '';
  const place = cities[n % cities.length] ?? '';
  const phone = `504-555-${String(n % 10_000).padStart(4, '0')}`;
  const mobile = `504-556-${String(n % 10_000).padStart(4, '0')}`;
  const mail = `person${n}@example.com`;
  return [
    first,
    quoted(last),
    quoted(company),
    `${n} N Blue Gum St`,
    place,
    phone,
    mobile,
    mail,
    `http://www.site${n}.example.com`,
  ].join(',');
}

/** A file of `rows` contacts in the shape of the us-500 sample, with its line ends. */
export function us500Like(rows: number): string {
  const lines = [us500Header];
  for (let n = 0; n < rows; n += 1) lines.push(us500Row(n));
  return `${lines.join('\r\n')}\r\n`;
}

/** The same, piece by piece, for files that nobody should hold. */
export async function* us500Pieces(rows: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${us500Header}\r\n`);
  for (let from = 0; from < rows; from += 1_000) {
    const lines: string[] = [];
    for (let n = from; n < Math.min(rows, from + 1_000); n += 1) lines.push(us500Row(n));
    yield Buffer.from(`${lines.join('\r\n')}\r\n`);
  }
}

/** Rows that are wide rather than many: `notes` of `noteChars` characters each. */
export async function* widePieces(rows: number, noteChars: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from('first_name,email,notes\n');
  for (let n = 0; n < rows; n += 1)
    yield Buffer.from(`Wide,wide${n}@example.com,${String(n).padEnd(noteChars, '.')}\n`);
}

const shared = join(import.meta.dirname, '../../../shared/data/contacts-us-500.csv');

/** The real sample where it is beside the project, else a file of its shape. Both hold 500 contacts, some of a Chemel. */
export function contacts500(): Buffer {
  return existsSync(shared) ? readFileSync(shared) : Buffer.from(us500Like(500));
}
