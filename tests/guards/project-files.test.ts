import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { envExample } from '../../scripts/env-example.ts';
import { projectRoot } from '../support/data-folder.ts';

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8');

describe('files that are printed from others', () => {
  it('.env.example is what the schema of the settings says', () => {
    expect(read('.env.example')).toBe(envExample());
  });

  it('package-lock.json names the binaries of every system, so that npm ci accepts it everywhere', () => {
    execFileSync(process.execPath, ['scripts/complete-lockfile.mjs', '--check'], { cwd: projectRoot });
  });
});

describe('the test suites', () => {
  it('hold every test file: one outside them would never run', () => {
    const suites = new Set(['unit', 'api', 'isolation', 'faults', 'guards', 'e2e']);
    const stray = readdirSync(join(projectRoot, 'tests'), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.test\.tsx?$/.test(path) && !suites.has(path.split('/')[0] ?? ''));
    expect(stray).toEqual([]);
  });

  it('are all run by vitest', () => {
    const config = read('vitest.config.ts');
    for (const suite of ['unit', 'api', 'isolation', 'faults', 'guards', 'e2e']) {
      expect(config).toContain(`name: '${suite}'`);
    }
  });
});
