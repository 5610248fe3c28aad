import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInPlace } from './bootstrap/child.mjs';
import { prepare } from './bootstrap/prepare.mjs';
import { projectEnvironment, projectNode } from './bootstrap/project-node.mjs';
import { root } from './bootstrap/root.mjs';
import { endOnStop } from './bootstrap/stop.mjs';

/**
 * `npm test`: every suite, on a prepared and built clone. The last line is `N passed, N failed`, with `, N skipped` when
 * there are any. Arguments go to vitest: `npm test -- --project unit tests/unit/ledger`.
 */

/** Totals of vitest's JSON report; a file that could not even be loaded counts as one failed test. */
function totalsOf(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  for (const file of brokenFiles) console.error(`failed as a whole: ${file.name}\n${file.message ?? ''}`);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Names the tests that passed at a second try only: they are to be mended, whatever the last line says. */
function nameUnsteady(report) {
  const unsteady = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'passed' && test.failureMessages.length > 0);
  for (const { fullName, failureMessages } of unsteady) {
    console.error(`passed at a second try only: ${fullName}\n${failureMessages[0]}`);
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

await endOnStop(async () => {
  await prepare({ dev: true, build: true });
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-report-'));
  const reportFile = join(folder, 'report.json');
  const code = await runInPlace(
    projectNode(),
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, env: projectEnvironment({ NODE_ENV: 'test' }) },
  );
  const report = readReport(reportFile);
  rmSync(folder, { recursive: true, force: true });
  if (report) nameUnsteady(report);
  const { passed, failed, skipped } = report ? totalsOf(report) : { passed: 0, failed: 1, skipped: 0 };
  // An error outside any test fails the run without failing a test.
  const failedAtLeast = code !== 0 && failed === 0 ? 1 : failed;
  const skippedFails = skipped > 0 && process.env.CI === 'true';
  if (skippedFails) console.error(`CI is set and ${skipped} tests were skipped: that counts as a failure.`);
  console.log(`${passed} passed, ${failedAtLeast} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failedAtLeast > 0 || skippedFails ? 1 : 0;
});
