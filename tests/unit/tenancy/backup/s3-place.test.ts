import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addContacts, contactsOf, filesBelow } from '../../../support/backups.ts';
import { createTestOrganization, refused, type TestOrganization } from '../../../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { putFile } from '../../../support/files.ts';
import { type S3Server, startS3Server } from '../../../support/s3-server.ts';
import { createTestRuntime, type TestRuntime } from '../../../support/test-runtime.ts';

let s3: S3Server;
let rt: TestRuntime;
let org: TestOrganization;
let temporary: TemporaryFolder;

beforeEach(async () => {
  temporary = temporaryFolder();
  s3 = await startS3Server();
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.settings;
  rt = await createTestRuntime({
    env: {
      BACKUP_S3_ENDPOINT: endpoint,
      BACKUP_S3_BUCKET: bucket,
      BACKUP_S3_REGION: region,
      BACKUP_S3_ACCESS_KEY_ID: accessKeyId,
      BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
  });
  org = await createTestOrganization('Gone Company');
  await addContacts(org, ['Ada']);
});
afterEach(async () => {
  await rt.close();
  await s3.close();
  temporary.remove();
});

test('backups in a bucket are made, listed, checked, restored and forgotten as in a folder', async () => {
  await putFile(org.owner, 'kept bytes');
  const backup = await rt.backups.take();
  expect(backup.objects).toMatchObject({ kept: 'here', count: 1 });
  for (const name of filesBelow(s3.folder)) {
    expect(readFileSync(join(s3.folder, name)).includes(org.slug), name).toBe(false);
  }
  expect((await rt.backups.examine('latest')).found).toMatchObject({ organizations: 1, problems: [] });
  await addContacts(org, ['Lost']);
  await rt.backups.restoreOrganization({ orgId: org.orgId, wanted: backup.id, actor: 'operator' });
  expect(await contactsOf(rt, org.orgId)).toEqual(['Ada']);
  const into = join(temporary.path, 'restored');
  await rt.backups.restoreInto('latest', { into, partly: false });
  expect(filesBelow(into).some((name) => name.startsWith('objects/org/'))).toBe(true);

  await rt.backups.forget(org.orgId);
  expect(filesBelow(s3.folder).filter((name) => name.includes(org.orgId))).toEqual([]);
});

test('a bucket that does not answer keeps an erasure from being called done, and a backup from being listed', async () => {
  await rt.backups.take();
  s3.answerBefore((_, response) => {
    response.writeHead(403).end();
    return true;
  });
  await refused(rt.backups.forget(org.orgId), 'storage_unavailable');
  await refused(rt.backups.take(), 'storage_unavailable');
  await expect(rt.tombstones.lay({ kind: 'contact', orgId: org.orgId, subject: 'con_x' })).resolves.toMatchObject({
    kind: 'contact',
  });
  s3.answerBefore(() => false);
  await rt.backups.forget(org.orgId);
  expect((await rt.backups.list()).backups).toHaveLength(1);
  // What was erased meanwhile is told to the bucket with the next backup.
  await rt.backups.take();
  expect(filesBelow(s3.folder).some((name) => name.includes('tombstones/contact-con_x'))).toBe(true);
});
