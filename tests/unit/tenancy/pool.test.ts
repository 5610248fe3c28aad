import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { Pool } from '#lib/tenancy/pool.ts';

interface Thing {
  readonly id: string;
  closed: boolean;
}

const pools: Pool<Thing>[] = [];

function openPool(options: Partial<ConstructorParameters<typeof Pool<Thing>>[0]> = {}) {
  const log: string[] = [];
  let openNow = 0;
  let openMost = 0;
  const pool = new Pool<Thing>({
    capacity: 4,
    idleMs: 60_000,
    waitMs: 200,
    onCloseError: (id) => log.push(`could not close ${id}`),
    ...options,
    open: async (id) => {
      openNow += 1;
      openMost = Math.max(openMost, openNow);
      log.push(`open ${id}`);
      await pause(1);
      try {
        await options.open?.(id);
      } catch (error) {
        openNow -= 1;
        throw error;
      }
      return { id, closed: false };
    },
    close: async (thing) => {
      thing.closed = true;
      log.push(`close ${thing.id}`);
      await pause(1);
      openNow -= 1;
      await options.close?.(thing);
    },
  });
  pools.push(pool);
  return { pool, log, most: () => openMost, now: () => openNow };
}

async function use(pool: Pool<Thing>, id: string): Promise<void> {
  (await pool.acquire(id)).release();
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('acquiring', () => {
  test('opens a value once for all who ask at once', async () => {
    const { pool, log } = openPool();
    const leases = await Promise.all(Array.from({ length: 50 }, () => pool.acquire('a')));
    expect(new Set(leases.map((lease) => lease.value)).size).toBe(1);
    expect(log).toEqual(['open a']);
    for (const lease of leases) lease.release();
    expect(pool.stats()).toMatchObject({ open: 1, leased: 0, misses: 1, hits: 49 });
  });

  test('never holds more than its capacity open, under 1,000 ids asked for at once', async () => {
    const { pool, most } = openPool({ capacity: 20, waitMs: 20_000 });
    await Promise.all(
      Array.from({ length: 1_000 }, async (_, n) => {
        const lease = await pool.acquire(`id${n}`);
        expect(lease.value).toMatchObject({ id: `id${n}`, closed: false });
        await pause(n % 3);
        expect(lease.value.closed).toBe(false);
        lease.release();
      }),
    );
    expect(most()).toBeLessThanOrEqual(20);
    expect(pool.stats()).toMatchObject({ open: 20, leased: 0, evictions: 980 });
  });

  test('tells every asker of a failed opening, and opens anew for the next', async () => {
    let broken = true;
    const { pool } = openPool({
      open: async () => {
        if (broken) throw new Error('broken');
        return { id: 'a', closed: false };
      },
    });
    const results = await Promise.allSettled([pool.acquire('a'), pool.acquire('a'), pool.acquire('a')]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(pool.stats()).toMatchObject({ open: 0, leased: 0 });
    broken = false;
    await use(pool, 'a');
  });

  test('waits when every value is on lease, and says storage_unavailable when none comes back in time', async () => {
    const { pool } = openPool({ capacity: 2, waitMs: 60 });
    const a = await pool.acquire('a');
    const b = await pool.acquire('b');
    const waiting = pool.acquire('c');
    await pause(20);
    a.release();
    const c = await waiting;
    expect(c.value.id).toBe('c');
    await expect(pool.acquire('d')).rejects.toMatchObject({ code: 'storage_unavailable' });
    b.release();
    c.release();
  });

  test('never closes a value that somebody holds, and counts a lease given back twice once', async () => {
    const { pool, log } = openPool({ capacity: 2 });
    const held = await pool.acquire('held');
    const other = await pool.acquire('held');
    other.release();
    other.release();
    for (const id of ['a', 'b', 'c']) await use(pool, id);
    expect(log).not.toContain('close held');
    expect(held.value.closed).toBe(false);
    held.release();
  });
});

describe('what stays open', () => {
  test('values that are used again survive a walk over a thousand others', async () => {
    const { pool, log } = openPool({ capacity: 10, reserved: 5 });
    for (let round = 0; round < 3; round += 1) for (const id of ['h1', 'h2', 'h3', 'h4']) await use(pool, id);
    for (let n = 0; n < 1_000; n += 1) await use(pool, `walk${n}`);
    for (const id of ['h1', 'h2', 'h3', 'h4']) {
      expect(log.filter((line) => line === `open ${id}`)).toHaveLength(1);
      expect(log).not.toContain(`close ${id}`);
    }
  });

  test('reserved slots are bounded: values that stopped being used make room again', async () => {
    const { pool, log } = openPool({ capacity: 4, reserved: 2 });
    for (let round = 0; round < 2; round += 1) for (const id of ['a', 'b', 'c', 'd']) await use(pool, id);
    await use(pool, 'e');
    expect(log).toContain('close a');
    expect(log).not.toContain('close d');
  });

  test('a burst on one id takes one slot', async () => {
    const { pool, log } = openPool({ capacity: 3 });
    await use(pool, 'a');
    await use(pool, 'b');
    await Promise.all(Array.from({ length: 500 }, () => use(pool, 'burst')));
    expect(log).toEqual(['open a', 'open b', 'open burst']);
  });

  test('what nobody used for the idle time is closed', async () => {
    const { pool, log } = openPool({ idleMs: 60 });
    const held = await pool.acquire('held');
    await use(pool, 'idle');
    await pause(250);
    expect(log).toContain('close idle');
    expect(held.value.closed).toBe(false);
    expect(pool.stats()).toMatchObject({ open: 1, leased: 1 });
    held.release();
  });

  test('a value that cannot be closed is dropped and reported', async () => {
    const { pool, log } = openPool({ capacity: 1, close: () => Promise.reject(new Error('stuck')) });
    await use(pool, 'a');
    await use(pool, 'b');
    expect(log).toContain('could not close a');
    expect(pool.stats().open).toBe(1);
  });
});

describe('closing', () => {
  test('evicting waits for the holders, and whoever asks meanwhile gets a new value', async () => {
    const { pool, log } = openPool();
    const held = await pool.acquire('a');
    const evicted = pool.evict('a');
    await pause(5);
    expect(held.value.closed).toBe(false);
    held.release();
    await evicted;
    expect(held.value.closed).toBe(true);
    const fresh = await pool.acquire('a');
    expect(fresh.value.closed).toBe(false);
    expect(log).toEqual(['open a', 'close a', 'open a']);
    fresh.release();
  });

  test('evicting waits no longer than it was told to: then the value is closed under its holder', async () => {
    const { pool } = openPool();
    const held = await pool.acquire('a');
    await pool.evict('a', 20);
    expect(held.value.closed).toBe(true);
    held.release();
    expect(pool.stats()).toMatchObject({ open: 0, leased: 0 });
  });

  test('refuses new leases, waits for those that are out, and leaves nothing open', async () => {
    const { pool, now } = openPool();
    const held = await pool.acquire('a');
    await use(pool, 'b');
    const closing = pool.close();
    await expect(pool.acquire('c')).rejects.toMatchObject({ code: 'shutting_down' });
    await pause(10);
    expect(held.value.closed).toBe(false);
    held.release();
    await closing;
    expect(now()).toBe(0);
  });

  test('does not wait for ever for a lease that is never given back', async () => {
    const { pool, now } = openPool({ waitMs: 30 });
    await pool.acquire('a');
    await pool.close();
    expect(now()).toBe(0);
  });
});
