import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedDocs } from '../../scripts/print-docs.ts';
import { projectRoot } from '../support/data-folder.ts';
import { filesBelow, readProjectFile } from './support/modules.ts';

const docs = generatedDocs();

describe('documents that are printed from the tables', () => {
  it.each(Object.keys(docs))('docs/generated/%s is what the tables say: run `node scripts/print-docs.ts`', (name) => {
    expect(readProjectFile(`docs/generated/${name}`)).toBe(docs[name]);
  });

  it('there are no others', () => {
    expect(readdirSync(`${projectRoot}/docs/generated`).sort()).toEqual(Object.keys(docs).sort());
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
