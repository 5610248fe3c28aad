import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/data-folder.ts';

/** The rows of ASVS 5.0.0 of the levels 1 and 2, by section: how many there are, from 1 on, and which are of level 3. */
const sections: Readonly<Record<string, { readonly rows: number; readonly levelThree?: readonly number[] }>> = {
  '6.1': { rows: 3 },
  '6.2': { rows: 12 },
  '6.3': { rows: 8, levelThree: [5, 6, 7, 8] },
  '6.4': { rows: 6, levelThree: [5, 6] },
  '6.5': { rows: 8, levelThree: [6, 7, 8] },
  '6.6': { rows: 4, levelThree: [4] },
  '6.8': { rows: 4 },
  '7.1': { rows: 3 },
  '7.2': { rows: 4 },
  '7.3': { rows: 2 },
  '7.4': { rows: 5 },
  '7.5': { rows: 3, levelThree: [3] },
  '7.6': { rows: 2 },
  '9.1': { rows: 3 },
  '9.2': { rows: 4 },
  '10.1': { rows: 2 },
  '10.2': { rows: 3, levelThree: [3] },
  '10.3': { rows: 5, levelThree: [5] },
  '10.4': { rows: 16, levelThree: [12, 13, 14, 15, 16] },
  '10.5': { rows: 5 },
  '10.6': { rows: 2 },
  '10.7': { rows: 3 },
};

const wanted = Object.entries(sections).flatMap(([section, { rows, levelThree = [] }]) =>
  Array.from({ length: rows }, (_, index) => index + 1)
    .filter((number) => !levelThree.includes(number))
    .map((number) => `${section}.${number}`),
);

interface Row {
  readonly id: string;
  readonly stands: string;
  readonly where: string;
}

const table = readFileSync(join(projectRoot, 'SECURITY.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, id = '']) => /^\d+\.\d+\.\d+$/.test(id))
  .map(([, id = '', , stands = '', where = '']): Row => ({ id, stands, where }));

const filesOf = ({ where }: Row): string[] =>
  [...where.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).filter((name) => /[/.]\w/.test(name));

describe('the table of ASVS 5.0 in SECURITY.md', () => {
  it('holds every row of level 2 of its chapters once, in order', () => {
    expect(table.map(({ id }) => id)).toEqual(wanted);
  });

  it('says of each whether it is met, in one of four ways', () => {
    const states = ['met', 'partly', 'not met', 'nothing to meet'];
    expect(table.filter(({ stands }) => !states.includes(stands))).toEqual([]);
  });

  it('names files that are there', () => {
    const absent = table.flatMap((row) => filesOf(row).filter((name) => !existsSync(join(projectRoot, name))));
    expect(absent).toEqual([]);
  });

  it('names a file for each that is met, and a reason for each that is not', () => {
    expect(table.filter((row) => row.stands === 'met' && filesOf(row).length === 0)).toEqual([]);
    expect(table.filter((row) => row.where.replaceAll(/`[^`]*`|[\s,.:]/g, '') === '' && row.stands !== 'met')).toEqual(
      [],
    );
  });
});
