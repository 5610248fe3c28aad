import { limiterWith, passes } from './limiters.ts';

/** A process of its own that takes attempts at once when it is told how many, by a line, and says how many passed. */
const [settings = '{}', key = '', attempts = '0'] = process.argv.slice(2);
const limiter = limiterWith(JSON.parse(settings) as Record<string, string>);
await limiter.take('guarded', '192.0.2.200');
process.stdout.write(`passed ${await passes(() => limiter.take('guarded', key), Number(attempts))}\n`);
await limiter.close();
