-- One decision of GCRA about one request, as one step of the store: nothing can come between reading and writing.
--
--   KEYS[1]  the tenant's number under one policy; absent is a full bucket
--   ARGV     limit (units a window), window (microseconds), burst (units), and what the request costs (units; 1 unless given)
--            a request that costs more than the burst is never admitted: refuse it before asking, and without a date
--   returns  admitted (1 or 0), remaining, retry after (microseconds), full again in (microseconds), the time it went by
--
-- The number is the theoretical arrival time: when the bucket will be full again. All arithmetic is on whole microseconds.
local limit, window, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4] or 1)

-- The store's clock, in the same step. A gateway that is fast or slow has no say. [1]
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])

-- Rounded up, so that the promise holds: whoever loses by it, loses less than a microsecond a request.
local interval = math.ceil(window / limit)

-- No number of this tenant can rightly lie further ahead than an emptied bucket. If it does, the clock was set back or
-- the burst was made smaller; then the bucket is empty, and no emptier. [2]
local tat = tonumber(redis.call('GET', KEYS[1]) or now)
tat = math.min(math.max(tat, now), now + burst * interval)

local tolerance = (burst - cost) * interval
local left = math.floor((burst * interval - (tat - now)) / interval)
if tat - now > tolerance then
  return { 0, left, tat - now - tolerance, tat - now, now } -- Nothing changes, so nothing is written. [3]
end

tat = tat + cost * interval
-- A key goes when its bucket is full again: PX counts whole milliseconds, at least one. `%.0f`, because Lua 5.1 prints
-- 1795238400000000 as 1.7952384e+15 and a key would come back rounded.
redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX', math.ceil((tat - now) / 1000))
return { 1, left - cost, 0, tat - now, now }

-- [1] Since Redis 5 a script is replicated by its effects, so a replica gets the number, not another look at a clock.
-- [2] After a failover to a machine whose clock is behind, this bounds the wait by the time that a bucket takes to fill.
-- [3] The expiry that was set with the last admission still stands.
