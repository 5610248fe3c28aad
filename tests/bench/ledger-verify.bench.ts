// node tests/bench/ledger-verify.bench.ts [receipts]
// How fast the verifiers are on one core: the standalone one from a file, the server's over rows in memory.
import { hash, randomBytes } from 'node:crypto';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LedgerEntry, verifyLedger } from '#lib/ledger/verify.ts';
import { VerifierTree } from '#lib/ledger/verify-tree.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { newSigner, noteOf, type Signer, statementOf } from '../support/ledger-export.ts';
import { report, rounded } from './report.ts';

const receipts = Number(process.argv[2] ?? 1_000_000);
const rowsInMemory = Math.min(receipts, 200_000);
const org = 'org_01J0000000000000000000000H';
const title = 'Verifying a ledger, every detail opened';

/** One receipt after the other, with details of about 150 bytes. `name` is part of each. */
function* receiptsOf(count: number, name: string) {
  let prev = hash('sha256', `holdfast/ledger/v1\n${org}\n`, 'hex');
  for (let seq = 1; seq <= count; seq += 1) {
    const salt = randomBytes(32);
    const email = `person${seq}@example.com`;
    const detail = JSON.stringify({ company: 'Lighthouse Optics', email, firstName: name, lastName: 'Okafor' });
    const commitment = hash('sha256', Buffer.concat([salt, Buffer.from(detail)]), 'hex');
    const id = `rcp_01J${String(seq).padStart(23, '0')}`;
    const at = '2026-11-22T08:00:00.000Z';
    const [actor, action, subject] = [
      'usr_01J0000000000000000000000A',
      'contact.updated',
      'con_01J0000000000000000000000B',
    ];
    const body = `{"action":"${action}","actor":"${actor}","at":"${at}","commitment":"${commitment}","id":"${id}","prev":"${prev}","seq":${seq},"subject":"${subject}","v":1}`;
    const itsHash = hash('sha256', `\0${body}`, 'hex');
    yield { seq, id, at, actor, action, subject, commitment, prev, hash: itsHash, salt, detail, body };
    prev = itsHash;
  }
}

function writeExport(file: string, signer: Signer, name: string): void {
  const descriptor = openSync(file, 'w');
  const keys = JSON.stringify(statementOf(signer), ['previous', 'signature', 'since', 'version', 'vkey']);
  const head = `{"filter":null,"format":"holdfast-ledger-export/1","keys":[${keys}],"org":"${org}"`;
  let text = `${head},"origin":"${signer.origin}","size":${receipts}}\n`;
  const tree = new VerifierTree();
  for (const { hash: itsHash, salt, detail, body } of receiptsOf(receipts, name)) {
    text += `{"hash":"${itsHash}","opening":{"detail":${JSON.stringify(detail)},"salt":"${salt.toString('hex')}"},"receipt":${body}}\n`;
    tree.append(itsHash);
    if (text.length > 4_000_000) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  const checkpoint = noteOf(signer, { size: receipts, root: tree.root() });
  writeSync(descriptor, `${text}${JSON.stringify({ checkpoint })}\n`);
  closeSync(descriptor);
}

async function measure(what: string, count: number, megabytes: number, run: () => Promise<boolean>): Promise<void> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  if (!(await run())) throw new Error(`${what}: the ledger did not verify`);
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  report(title, {
    what,
    receipts: count,
    receiptsPerSecond: Math.round(count / seconds),
    receiptsPerCpuSecond: Math.round(count / ((user + system) / 1_000_000)),
    megabytesPerSecond: rounded(megabytes / seconds),
  });
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));
try {
  const verifier = await standaloneVerifier();
  const signer = newSigner(`holdfast.example.com/ledger/${org}`);
  for (const [what, name] of [
    ['from a file', 'Ada'],
    ['from a file, names in Greek', 'Αδαμαντία'],
  ] as const) {
    const file = join(folder, 'export.jsonl');
    writeExport(file, signer, name);
    const chunks = () => createReadStream(file, { highWaterMark: 1024 * 1024 });
    await measure(what, receipts, statSync(file).size / 1_000_000, async () => {
      const { ok, pinned } = await verifier.verifyExport(chunks(), { key: signer.vkey });
      return ok && pinned;
    });
  }
  const rows: LedgerEntry[] = [];
  const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
  for (const { commitment, prev, hash: itsHash, salt, detail, body: _body, ...rest } of receiptsOf(
    rowsInMemory,
    'Ada',
  )) {
    const kept = { salt, detail, erasedAt: null };
    rows.push({ ...rest, commitment: bytes(commitment), prev: bytes(prev), hash: bytes(itsHash), kept });
  }
  await measure('by the server, rows in memory', rowsInMemory, 0, async () => (await verifyLedger(org, [rows])).ok);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
