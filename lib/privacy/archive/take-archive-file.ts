import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { presentArchive } from './present.ts';
import { receiveArchive } from './receive-archive.ts';
import { Archive, TakeArchiveFile } from './schema.ts';
import { plainName } from './upload-archive.ts';
import { archiveLimits } from './zip/limits.ts';

/** The same for whoever runs the installation, whose archive lies on this machine already. No network door leads here. */
export const takeArchiveFile = operation({
  name: 'archives.takeFile',
  title: 'Take an archive from a file',
  permission: 'exports:write',
  feature: undefined,
  limits: [],
  input: TakeArchiveFile,
  output: Archive,
  writes: true,
  run: async (ctx, { path }) => {
    if (ctx.principal.kind !== 'operator')
      throw fail('forbidden', { detail: 'files of the machine are its operator’s' });
    const there = isAbsolute(path) ? await stat(path).catch(() => null) : null;
    if (there === null || !there.isFile()) {
      throw fail('invalid_input', { problems: [{ path: 'path', message: 'There is no such file on this machine.' }] });
    }
    const row = await receiveArchive(ctx, {
      fileName: plainName(basename(path)),
      body: createReadStream(path, { highWaterMark: 256 * 1_024 }),
      bytesMax: archiveLimits.archiveBytesMax,
    });
    return presentArchive(row);
  },
});
