import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScanCaps, scanCaps } from '#lib/consent/scan/caps.ts';
import type { PhaseSeenOf, ScanPhase, WalkSeenOf } from '#lib/consent/scan/observation.ts';
import { walkPhase } from '#lib/consent/scan/walk/walk-phase.ts';
import { walkSite } from '#lib/consent/scan/walk/walk-site.ts';
import { chromiumPath } from './browser.ts';

/** A browser as `CHROMIUM_PATH` names it: the packaged one brings libraries, which a system without them is pointed at. */
export function scanBrowser(folder: string): string {
  const path = chromiumPath();
  const libraries = join(path, '..', 'al2023', 'lib');
  if (!existsSync(libraries)) return path;
  const script = join(folder, 'browser.sh');
  const found = `LD_LIBRARY_PATH="\${LD_LIBRARY_PATH}:${libraries}"`;
  writeFileSync(script, `#!/bin/sh\n${found} exec "${path}" "$@"\n`, { mode: 0o700 });
  return script;
}

interface Walked {
  readonly url: string;
  readonly installation: string;
  readonly caps?: Partial<ScanCaps>;
}

function jobFor({ url, installation, caps }: Walked, folder: string) {
  const ports = [url, installation].map((text) => Number(new URL(text).port || 80));
  return {
    ...{ url, folder, executablePath: scanBrowser(folder) },
    sandbox: false,
    loopbackPorts: ports,
    caps: { ...scanCaps, quietMs: 300, bannerMs: 1_500, ...caps },
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-walk-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Walks a page of this machine, in this process. */
export function walkHere(walked: Walked): Promise<WalkSeenOf> {
  return inFolder((folder) => walkSite(jobFor(walked, folder), () => undefined));
}

/** One phase of it. */
export function walkPhaseHere(phase: ScanPhase, walked: Walked, started: (pid: number) => void = () => undefined) {
  return inFolder(
    async (folder): Promise<PhaseSeenOf> => (await walkPhase(phase, jobFor(walked, folder), started)).seen,
  );
}
