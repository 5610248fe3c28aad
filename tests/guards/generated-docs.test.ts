import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedFiles } from '../../scripts/print-docs.ts';
import { projectRoot } from '../support/data-folder.ts';
import { filesBelow, readProjectFile } from './support/modules.ts';

const printed = printedFiles();

describe('files that are printed from the tables', () => {
  it.each(Object.keys(printed))('%s is what the tables say: run `node scripts/print-docs.ts`', (path) => {
    expect(readProjectFile(path)).toBe(printed[path]);
  });

  it.each(['docs/generated', 'clients/typescript/src/generated'])('there are no others in %s', (folder) => {
    const paths = Object.keys(printed).filter((path) => path.startsWith(`${folder}/`));
    expect(filesBelow(folder)).toEqual(paths.sort());
  });
});

/** Links from a document to files of the project, without anchors. */
function localLinks(text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1] as string);
}

describe('documents that are written by hand', () => {
  const written = [...filesBelow('docs'), ...readdirSync(projectRoot)].filter((path) => path.endsWith('.md'));

  it('link to files that are there', () => {
    const broken = written.flatMap((path) =>
      localLinks(readProjectFile(path))
        .map((link) => new URL(link, `file:///${path}`).pathname.slice(1))
        .filter((target) => !exists(target))
        .map((target) => `${path} links to ${target}`),
    );
    expect(broken).toEqual([]);
    expect(localLinks('[a](b.md) [c](https://x) [d](../e.md#f)')).toEqual(['b.md', '../e.md']);
  });
});

function exists(path: string): boolean {
  try {
    readProjectFile(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
