import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { deleteStorefrontImage } from '#lib/storefronts/images/delete-image.ts';
import { downloadStorefrontImage } from '#lib/storefronts/images/download-image.ts';
import { listStorefrontImages } from '#lib/storefronts/images/list-images.ts';
import { imagesMax } from '#lib/storefronts/images/schema.ts';
import { sweepOrphanImages } from '#lib/storefronts/images/sweep-images.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { checkedArchive, takenIn } from '../support/archives.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { downloaded, madeExport, openArchive } from '../support/exports.ts';
import { ledgerOf } from '../support/ledger.ts';
import { picture, putImage, smallPng, withPlace } from '../support/storefront-images.ts';
import { contentOf, draftStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  other = await createTestOrganization('Other');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

/** A storefront with a picture at its head. */
async function picturedShop() {
  const { id, slug } = await draftStorefront(acme);
  const photo = await putImage(acme.owner, id, await withPlace(picture()).jpeg().toBuffer());
  const spare = await putImage(acme.owner, id, await picture({ width: 20, height: 10 }).webp().toBuffer());
  const draft = contentOf(acme, { hero: { image: photo.id, alt: 'A view' } });
  await call(updateStorefront, acme.owner, { id, draft });
  return { id, slug, photo, spare };
}

const objectsOf = async () => {
  const found: string[] = [];
  for await (const { key } of rt.objects.store.list(`org/${acme.orgId}/storefronts/`)) found.push(key);
  return found;
};

describe('uploading', () => {
  it('keeps the picture sealed under the organisation’s key, and leaves a receipt', async () => {
    const { id } = await draftStorefront(acme);
    const given = await withPlace(picture()).jpeg().toBuffer();
    const image = await putImage(acme.owner, id, given);
    expect(image).toMatchObject({ storefrontId: id, contentType: 'image/jpeg', width: 640, height: 480, used: null });
    const { stream } = await call(downloadStorefrontImage, acme.owner, { id, imageId: image.id });
    const kept = Buffer.from(await new Response(stream).arrayBuffer());
    expect(kept.byteLength).toBe(image.bytes);
    expect(kept.toString('latin1')).not.toMatch(/marker|Exif/);
    expect((await sharp(kept).metadata()).format).toBe('jpeg');
    const last = (await ledgerOf(acme.orgId)).at(-1);
    expect(last).toMatchObject({ action: 'storefrontImage.uploaded', subject: image.id });
  });

  it('refuses what is no picture, and keeps nothing of it', async () => {
    const { id } = await draftStorefront(acme);
    const before = await objectsOf();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const error = await refused(putImage(acme.owner, id, svg), 'invalid_input');
    expect(error.problems).toEqual([{ path: 'file', message: 'Not a PNG, JPEG, WebP or AVIF picture.' }]);
    expect(await objectsOf()).toEqual(before);
    expect((await call(listStorefrontImages, acme.owner, { id })).data).toEqual([]);
  });

  it('refuses one more than a storefront may have, also of many at once', async () => {
    const { id } = await draftStorefront(acme);
    const lease = await rt.tenancy.acquire(acme.orgId);
    await lease.db
      .write(async (tx) => {
        for (let index = 0; index < imagesMax - 1; index += 1) {
          await tx.run(
            `INSERT INTO StorefrontImage (id, storefrontId, object, contentType, bytes, width, height, sha256, createdAt)
             VALUES (?, ?, ?, 'image/png', 1, 1, 1, zeroblob(32), '2026-01-01T00:00:00.000Z')`,
            [newId('img'), id, `storefronts/${newId('img')}`],
          );
        }
      })
      .finally(() => lease.release());
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => putImage(acme.owner, id, smallPng)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await refused(putImage(acme.owner, id, smallPng), 'quota_reached');
  });

  it('knows no storefront of another organisation', async () => {
    const { id, photo } = await picturedShop();
    await refused(putImage(other.owner, id, smallPng), 'not_found');
    await refused(call(listStorefrontImages, other.owner, { id }), 'not_found');
    await refused(call(downloadStorefrontImage, other.owner, { id, imageId: photo.id }), 'not_found');
    await refused(call(deleteStorefrontImage, other.owner, { id, imageId: photo.id }), 'not_found');
    const { id: elsewhere } = await draftStorefront(acme);
    await refused(call(downloadStorefrontImage, acme.owner, { id: elsewhere, imageId: photo.id }), 'not_found');
  });
});

describe('showing', () => {
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    server.send({ method, path, headers });

  it('a picture to everybody once it is part of what is published, and no other one', async () => {
    const { id, slug, photo, spare } = await picturedShop();
    const address = `/s/${slug}/images/${photo.id}`;
    const hidden = await get(address);
    expect(hidden.status).toBe(404);
    await call(publishStorefront, acme.owner, { id });
    const { status, headers } = await get(address);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(headers.get('content-length')).toBe(String(photo.bytes));
    const unused = await get(`/s/${slug}/images/${spare.id}`);
    expect([unused.status, unused.text]).toEqual([404, hidden.text]);
    await call(unpublishStorefront, acme.owner, { id });
    expect((await get(address)).status).toBe(404);
  });

  it('answers HEAD and conditions without the bytes', async () => {
    const { id, slug, photo } = await picturedShop();
    await call(publishStorefront, acme.owner, { id });
    const address = `/s/${slug}/images/${photo.id}`;
    const head = await get(address, {}, 'HEAD');
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', String(photo.bytes)]);
    const again = await get(address, { 'if-none-match': `"${photo.id}"` });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('no picture of another storefront', async () => {
    const one = await picturedShop();
    await call(publishStorefront, acme.owner, { id: one.id });
    const two = await picturedShop();
    await call(publishStorefront, acme.owner, { id: two.id });
    expect((await get(`/s/${two.slug}/images/${one.photo.id}`)).status).toBe(404);
  });
});

describe('deleting', () => {
  it('takes the bytes along, and refuses what the draft or the published page shows', async () => {
    const { id, photo, spare } = await picturedShop();
    const remove = (imageId: string) => call(deleteStorefrontImage, acme.owner, { id, imageId });
    expect((await refused(remove(photo.id), 'conflict')).publicMessage).toBe('The draft shows it.');
    await call(publishStorefront, acme.owner, { id });
    await call(updateStorefront, acme.owner, { id, draft: contentOf(acme) });
    expect((await refused(remove(photo.id), 'conflict')).publicMessage).toBe('What is published shows it.');
    const before = (await objectsOf()).length;
    await remove(spare.id);
    expect((await objectsOf()).length).toBe(before - 1);
    expect((await ledgerOf(acme.orgId)).at(-1)).toMatchObject({ action: 'storefrontImage.deleted', subject: spare.id });
    await call(publishStorefront, acme.owner, { id });
    await remove(photo.id);
    const { data } = await call(listStorefrontImages, acme.owner, { id });
    expect(data).toEqual([]);
  });

  it('takes what was taken down with it, which nobody sees any more', async () => {
    const { id, photo } = await picturedShop();
    await call(publishStorefront, acme.owner, { id });
    await call(updateStorefront, acme.owner, { id, draft: contentOf(acme) });
    await call(unpublishStorefront, acme.owner, { id });
    await call(deleteStorefrontImage, acme.owner, { id, imageId: photo.id });
    expect(await call(publishStorefront, acme.owner, { id })).toMatchObject({ state: 'published', problems: [] });
  });
});

describe('an export', () => {
  it('holds the bytes of every picture, and can be taken in elsewhere', async () => {
    const org = await createTestOrganization('Exported');
    const { id } = await draftStorefront(org);
    const image = await putImage(org.owner, id, await picture().webp().toBuffer());
    const { stream } = await call(downloadStorefrontImage, org.owner, { id, imageId: image.id });
    const bytes = Buffer.from(await new Response(stream).arrayBuffer());
    const made = await madeExport(org.owner, { files: true });
    const zip = await downloaded(org.owner, made.id);
    const archive = openArchive(zip);
    expect(archive.bytes(`storefronts/${image.id}`).equals(bytes)).toBe(true);
    expect(archive.rows('storefrontImages')).toMatchObject([{ id: image.id, width: 640, sha256: image.sha256 }]);
    expect(JSON.stringify(archive.rows('storefrontImages'))).not.toContain('"object"');
    const checked = await checkedArchive(other.owner, zip);
    expect([checked.state, checked.problems]).toEqual(['ready', []]);
    expect((await takenIn(other.owner, checked.id)).state).toBe('done');
  });
});

describe('the daily sweep', () => {
  it('takes away bytes that no picture has once they are an hour old, and leaves the rest', async () => {
    const { photo } = await picturedShop();
    const lost = await rt.objects.of(acme.orgId).put(`storefronts/${newId('img')}`, one(smallPng));
    expect(lost.bytes).toBe(smallPng.byteLength);
    const whole = (await objectsOf()).length;
    expect(await sweep()).toBe(0);
    rt.clock.advance(2 * 3_600);
    expect(await sweep()).toBe(1);
    expect((await objectsOf()).length).toBe(whole - 1);
    const { stream } = await call(downloadStorefrontImage, acme.owner, { id: photo.storefrontId, imageId: photo.id });
    expect((await new Response(stream).arrayBuffer()).byteLength).toBe(photo.bytes);
  });
});

/** As the job of the organisation does it. */
function sweep(): Promise<number> {
  const request = { requestId: newId('req'), door: 'job', address: 'local', userAgent: null, body: null } as const;
  const answer = { setCookie: () => undefined, noteLimit: () => undefined, noteReplay: () => undefined };
  const call = { principal: acme.owner, request: { ...request, cookies: new Map<string, string>() }, answer };
  return withTenantContext(acme.orgId, call, (ctx) => sweepOrphanImages(ctx));
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
