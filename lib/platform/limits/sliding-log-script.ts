import { createHash } from 'node:crypto';

/**
 * The exact sliding window as a script of Redis 5 and later: one atomic step by the server's own clock, so that several
 * processes share one budget whatever their clocks say. See docs/decisions/0017.
 *
 * KEYS: the log, a list of instants in microseconds, oldest first.
 * ARGV: limit, window in microseconds, the caller's clock in microseconds.
 * Answers {passed, remaining, microseconds until one more would pass, instant or ''}.
 *
 * - Servers that refuse `TIME` to scripts leave the caller's clock.
 * - A clock that went back: instants ahead of it are never forgotten. A small step makes time stand still; after one of a
 *   window or more they count as made now, so that the wait is a window, not the step.
 */
const takeScript = `
local limit = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
local time = redis.pcall('TIME')
local now
if time.err then now = tonumber(ARGV[3]) else now = time[1] * 1000000 + time[2] end

local last = tonumber(redis.call('LINDEX', KEYS[1], -1) or 0)
if last > now then
  if last - now < window then
    now = last
  else
    local at = -1
    local ahead = redis.call('LINDEX', KEYS[1], at)
    while ahead and tonumber(ahead) > now do
      redis.call('LSET', KEYS[1], at, string.format('%.0f', now))
      at = at - 1
      ahead = redis.call('LINDEX', KEYS[1], at)
    end
  end
end

local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end

local count = redis.call('LLEN', KEYS[1])
local instant = ''
local passed = 0
if count < limit then
  passed = 1
  count = count + 1
  instant = string.format('%.0f', now)
  redis.call('RPUSH', KEYS[1], instant)
  redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000) + 1000)
end

local wait = 0
if count >= limit then
  wait = tonumber(redis.call('LINDEX', KEYS[1], count - limit)) + window - now
end
return {passed, math.max(0, limit - count), wait, instant}
`;

/** Takes one attempt of that instant out of the log. KEYS: the log. ARGV: the instant. */
const refundScript = `return redis.call('LREM', KEYS[1], -1, ARGV[1])`;

/** Forgets a log. KEYS: the log. */
const forgetScript = `return redis.call('DEL', KEYS[1])`;

/** A script and the name under which Redis keeps it. */
export interface RedisScript {
  readonly text: string;
  readonly digest: string;
}

/** Upstash runs scripts side by side that say that they touch their KEYS alone; plain Redis refuses to know that flag. */
const upstashFlags = '#!lua flags=allow-key-locking\n';

/** The scripts as one kind of server takes them. */
export function scriptsFor(server: 'redis' | 'upstash'): {
  readonly take: RedisScript;
  readonly refund: RedisScript;
  readonly forget: RedisScript;
} {
  const named = (script: string): RedisScript => {
    const text = server === 'upstash' ? `${upstashFlags}${script}` : script;
    // Redis names scripts by SHA-1; nothing is protected by it.
    return { text, digest: createHash('sha1').update(text).digest('hex') };
  };
  return { take: named(takeScript), refund: named(refundScript), forget: named(forgetScript) };
}
