import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './program.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  outBytes: (bytes) => pipeline(Readable.from(bytes), process.stdout, { end: false }),
  err: (text) => process.stderr.write(text),
});
