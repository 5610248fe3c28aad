import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';
import { createObjectStore } from '#lib/platform/storage/create-object-store.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestClock } from '../../../support/test-clock.ts';

let temporary: TemporaryFolder;

beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => temporary.remove());

const bucket = {
  S3_ENDPOINT: 'https://s3.example.com',
  S3_BUCKET: 'holdfast',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'key',
};

const create = (settings: Readonly<Record<string, string>>) =>
  createObjectStore({ env: readEnvironment(settings), folder: temporary.path, clock: createTestClock() });

const problems = (settings: Readonly<Record<string, string>>) =>
  productionProblems(readEnvironment({ HOLDFAST_ENV: 'production', ...settings }))
    .filter(({ setting }) => setting.startsWith('S3_'))
    .map(({ setting }) => setting);

describe('where objects are kept', () => {
  it('is the data folder unless a bucket is named', () => {
    create({});
    expect(existsSync(join(temporary.path, 'objects'))).toBe(true);
  });

  it('is the bucket where one is named, and nothing on this disk', () => {
    create(bucket);
    expect(existsSync(join(temporary.path, 'objects'))).toBe(false);
  });

  it.each(Object.keys(bucket))('is nowhere when %s is missing of a bucket', (name) => {
    const { [name as keyof typeof bucket]: _, ...rest } = bucket;
    expect(() => create(rest)).toThrow(expect.objectContaining({ code: 'unsafe_configuration' }));
    expect(existsSync(join(temporary.path, 'objects'))).toBe(false);
    expect(problems(rest)).toEqual([name]);
  });

  it('is reached by https in production', () => {
    expect(problems({})).toEqual([]);
    expect(problems(bucket)).toEqual([]);
    expect(problems({ ...bucket, S3_ENDPOINT: 'http://s3.example.com' })).toEqual(['S3_ENDPOINT']);
  });

  it.each(['ftp://s3.example.com', 's3.example.com', ''])('is at no address like %j', (endpoint) => {
    const settings = { ...bucket, S3_ENDPOINT: endpoint };
    expect(() => create(settings)).toThrow(expect.objectContaining({ code: 'unsafe_configuration' }));
  });
});
