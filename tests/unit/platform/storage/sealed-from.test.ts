import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalStore } from '#lib/platform/storage/local-store.ts';
import { createObjects, segmentBytes } from '#lib/platform/storage/sealed-objects.ts';
import { createTestClock } from '../../../support/test-clock.ts';

const content = randomBytes(3 * segmentBytes + 100);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hf-sealed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a sealed object is read from any place on', () => {
  it.each([0, 1, segmentBytes - 1, segmentBytes, segmentBytes + 1, 2 * segmentBytes + 77, content.length - 1])(
    'from byte %i',
    async (start) => {
      const bytes = randomBytes(32);
      const objects = createObjects({
        store: createLocalStore({ folder, clock: createTestClock() }),
        keyOf: async () => ({ version: 1, bytes }),
      });
      const mine = objects.of('org_1');
      await mine.put(
        'archives/a',
        (async function* () {
          yield content;
        })(),
      );
      const stream = await mine.get('archives/a', start);
      expect((await buffer(stream as never)).equals(content.subarray(start))).toBe(true);
    },
  );
});
