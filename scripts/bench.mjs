import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { prepare } from './bootstrap/prepare.mjs';
import { projectEnvironment, projectNode } from './bootstrap/project-node.mjs';
import { root } from './bootstrap/root.mjs';
import { endOnStop, Stop } from './bootstrap/stop.mjs';

/**
 * `npm run bench`: runs tests/bench/*.bench.ts one after the other, prints their tables and writes
 * bench-results/<time>.json. `npm run bench -- api` runs those whose name contains a word given.
 */

/** Runs one file and returns what it printed as JSON: rows of tables, or one object of figures. */
function runFile(file) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode(), [file], {
      cwd: root,
      env: projectEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) reject(new Stop(`${file} ended with ${code}.`));
      else resolve(output);
    });
  });
}

/** The tables of a file's output, by title. */
function tablesOf(file, output) {
  const tables = new Map();
  const add = (title, row) => tables.set(title, [...(tables.get(title) ?? []), row]);
  const lines = output.split('\n').filter((line) => line.startsWith('{"title"'));
  for (const line of lines) {
    const { title, row } = JSON.parse(line);
    add(title, row);
  }
  if (lines.length === 0) {
    for (const [figure, value] of flatten(JSON.parse(output))) add(file, { figure, value });
  }
  return tables;
}

function flatten(value, path = '') {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, path === '' ? name : `${path}.${name}`));
}

function printTable(title, rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)));
  console.log(`\n${title}`);
  for (const line of cells) {
    const padded = line.map((cell, at) =>
      typeof rows[0][columns[at]] === 'number' ? cell.padStart(widths[at]) : cell.padEnd(widths[at]),
    );
    console.log(`  ${padded.join('  ')}`.trimEnd());
  }
}

await endOnStop(async () => {
  await prepare({ dev: true, build: true });
  const words = process.argv.slice(2);
  const files = readdirSync(join(root, 'tests/bench'))
    .filter((name) => name.endsWith('.bench.ts') && (words.length === 0 || words.some((word) => name.includes(word))))
    .sort();
  if (files.length === 0) throw new Stop(`no bench is called ${words.join(' or ')}.`, 2);
  const results = {};
  for (const file of files) {
    console.error(`Running ${file} …`);
    for (const [title, rows] of tablesOf(file, await runFile(join('tests/bench', file)))) {
      printTable(title, rows);
      results[title] = rows;
    }
  }
  const at = new Date().toISOString();
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryBytes: totalmem(), node: nodeVersion() };
  mkdirSync(join(root, 'bench-results'), { recursive: true });
  const file = join('bench-results', `${at.replaceAll(':', '-')}.json`);
  writeFileSync(join(root, file), `${JSON.stringify({ at, machine, results }, null, 2)}\n`);
  console.log(`\nWritten to ${file}`);
});

function nodeVersion() {
  return spawnSync(projectNode(), ['--version'], { encoding: 'utf8' }).stdout.trim();
}
