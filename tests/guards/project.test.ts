import { describe, expect, it } from 'vitest';
import { filesBelow, productModules, readProjectFile } from './support/modules.ts';

const linesMax = 350;

function marksIn(text: string): string[] {
  return text.match(/\b(?:TODO|FIXME|XXX|HACK)\b/g) ?? [];
}

/** Where packages would be downloaded from; a lock file that says so works on one machine alone. */
function downloadAddresses(lock: string): string[] {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { resolved?: string }> };
  return Object.entries(packages)
    .filter(([, entry]) => entry.resolved !== undefined && /^(?:https?|git|file):/.test(entry.resolved))
    .map(([name]) => name);
}

describe('the project', () => {
  it(`has no file of the product above ${linesMax} lines`, () => {
    const long = productModules()
      .map(({ path, source }) => ({ path, lines: source.split('\n').length }))
      .filter(({ lines }) => lines > linesMax);
    expect(long).toEqual([]);
  });

  it('leaves no marks of unfinished work', () => {
    const marked = [
      ...productModules(),
      ...filesBelow('scripts').map((path) => ({ path, source: readProjectFile(path) })),
    ]
      .filter(({ source }) => marksIn(source).length > 0)
      .map(({ path }) => path);
    expect(marked).toEqual([]);
    expect(marksIn('// TODO: later\n/* FIXME */')).toEqual(['TODO', 'FIXME']);
    expect(marksIn('const todos = 1; mastodon()')).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const odd = productModules()
      .map(({ path }) => path)
      .filter((path) => !/^(?:[^/]+\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.config)?\.(?:ts|tsx|mjs)$/.test(path));
    expect(odd).toEqual([]);
  });

  it('locks packages by content, not by where they are downloaded from', () => {
    expect(downloadAddresses(readProjectFile('package-lock.json'))).toEqual([]);
    const elsewhere =
      '{"packages":{"node_modules/a":{"resolved":"https://registry.example/a.tgz"},"node_modules/b":{}}}';
    expect(downloadAddresses(elsewhere)).toEqual(['node_modules/a']);
  });

  it('pins every package to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readProjectFile('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('skips no test and singles none out', () => {
    const skipped = /\b(?:it|test|describe)\.(?:only|todo|fails)\b|\b(?:fit|fdescribe|xit|xdescribe)\(/;
    const own = 'tests/guards/project.test.ts';
    const found = filesBelow('tests').filter(
      (path) => /\.tsx?$/.test(path) && path !== own && skipped.test(readProjectFile(path)),
    );
    expect(found).toEqual([]);
  });
});
