/** What this study takes as given: its setting, what was measured of a store, and what things cost. The inputs of capacity.ts are here. */
import { assumed, type Claims, cited, measured } from '../../src/claims/claim.ts';

/** One machine with two virtual processors, shared with the clients that ask: a lower bound for a shard, and said to be one. */
const REDIS = 'Redis 7.0.15, one process over the loopback, on two shared virtual processors (AMD EPYC)';
const benchmark = (raw: string) => ({
  system: REDIS,
  date: '2026-11-21',
  command:
    'redis-benchmark -n 200000 -r 10000 -c 50 --csv EVALSHA <sha of gcra.lua> 1 rl:__rand_int__:default 100 60000000 20 1',
  raw,
});

const commandTimes = (raw: string) => ({
  system: REDIS,
  date: '2026-11-21',
  command: '`INFO commandstats` after `redis-benchmark -n 100000 -r 10000 -c 50 EVALSHA …`, and as many `GET`',
  raw,
});

const logMemory = (logs: string, raw: string) => ({
  system: REDIS,
  date: '2026-11-21',
  command: `\`INFO memory\` before and after ${logs} \`ZADD log:{12 digits}:default {µs} {µs}-{n}\``,
  raw,
});
const processTimes = (call: string, raw: string) => ({
  system: REDIS,
  date: '2026-11-21',
  command: `\`used_cpu_user\` and \`used_cpu_sys\` of \`INFO cpu\`, before and after \`redis-benchmark -n 200000 -r 10000 -c 50 EVALSHA <sha of gcra.lua> ${call}\``,
  raw,
});

export const settingClaims = {
  // The setting.
  peak: assumed({
    says: 'Requests at the peak, over all tenants.',
    unit: 'requests/s',
    value: 500_000,
    ifWrong: 'the store needs more or fewer shards; no conclusion about an algorithm changes.',
  }),
  tenants: assumed({
    says: 'Tenants of the API.',
    unit: 'tenants',
    value: 10_000,
    ifWrong: 'the memory for counters grows with it, in proportion.',
  }),
  promise: assumed({
    says: 'What a tenant of the smallest tier is promised; nine of ten are in it.',
    unit: 'requests a minute',
    value: 100,
    ifWrong: 'every ratio on these pages stays; the small runs here use 10 in 10 s for the same reason.',
  }),
  latency: assumed({
    says: 'What the limiter may add to a request at the 99th percentile.',
    unit: 'ms',
    value: 5,
    ifWrong: 'a shared store is further from or nearer to being too slow; local counters win or lose accordingly.',
  }),

  // How much of what: the inputs of capacity.ts.
  'shard-steps': measured({
    says: 'Decisions by gcra.lua that one Redis process took in a second, without pipelining; the middle one of three runs.',
    unit: 'operations/s',
    value: 80_064,
    run: benchmark(
      '72939.46, 80064.05 and 84530.86 requests/s; 50th percentile 0.52 ms with 50 clients waiting, of the middle run; 36304.23 to 39478.88 while the machine had other work, before the script took a cost. What a run leaves in the buckets meets the next: three such runs on a new store admitted 199739, 183229 and 106555 of 200000',
    ),
  }),
  'plain-get': measured({
    says: 'The same machine, the same clients, and a plain GET.',
    unit: 'operations/s',
    value: 92_721,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: 'redis-benchmark -n 200000 -r 10000 -c 50 --csv GET rl:__rand_int__:default',
      raw: '92721.37 requests/s',
    },
  }),
  'script-time': measured({
    says: 'Processor time that Redis reports for one call of gcra.lua, without what it takes to read and answer; the middle one of three runs, while the machine had other work.',
    unit: 'µs',
    digits: 1,
    value: 8.19,
    run: commandTimes('evalsha usec_per_call 7.12, 9.49 and 8.19'),
  }),
  'admit-time': measured({
    says: 'All processor time of the Redis process for one decision by gcra.lua that admits, with what it takes to read and answer; the middle one of three runs, while the machine had other work.',
    unit: 'µs',
    digits: 1,
    value: 17.81,
    run: processTimes('… 1 rl:__rand_int__:default 60000000 60000000 1000000 1', '16.37, 19.01 and 17.81 µs'),
  }),
  'refuse-time': measured({
    says: 'The same for one that refuses, and writes nothing.',
    unit: 'µs',
    digits: 1,
    value: 14.15,
    run: processTimes(
      '… 1 rl:__rand_int__:default 1 60000000 1 1',
      '15.26, 14.15 and 13.81 µs; 10000 of 200000 admitted',
    ),
  }),
  'get-time': measured({
    says: 'The same for one GET, half of them called by the script.',
    unit: 'µs',
    digits: 1,
    value: 0.86,
    run: commandTimes('get usec_per_call 0.81, 0.95 and 0.86'),
  }),
  'key-memory': measured({
    says: 'Memory that Redis uses for one GCRA key with its expiry: what 10,000 of them added, divided.',
    unit: 'bytes',
    value: 136,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: '`INFO memory` before and after 10,000 keys `rl:{12 digits}:default`',
      raw: 'used_memory 1164664 → 2522120; MEMORY USAGE of one: 72',
    },
  }),
  'entry-memory': measured({
    says: 'Memory for one admission in a long log: a sorted set of 300,000, as the largest tenants would have, which Redis keeps as a skip list. What three such logs added, divided.',
    unit: 'bytes',
    value: 138.4,
    run: logMemory(
      '3 × 300,000',
      'used_memory 956824 → 125540840; encoding skiplist; of 50 logs with 6,000 each 128.6',
    ),
  }),
  'short-entry-memory': measured({
    says: 'The same in a log of a hundred, which Redis packs: what 3,000 such logs added, divided.',
    unit: 'bytes',
    value: 37,
    run: logMemory('3,000 × 100', 'used_memory 939168 → 12052104; encoding listpack; MEMORY USAGE of one log: 3656'),
  }),
  'replica-wire': measured({
    says: 'What a shard sends to a replica for one decision that admits, without headers of the network; a refusal sends nothing.',
    unit: 'bytes',
    value: 144,
    run: {
      system: `${REDIS}, and a replica`,
      date: '2026-11-21',
      command:
        '`total_net_repl_output_bytes` of `INFO stats`, before and after `redis-benchmark -n 10000 -c 1 EVALSHA …`, all admitted',
      raw: '0 → 1444990; again, 0 → 1439949',
    },
  }),
  wire: measured({
    says: 'What one decision by EVALSHA moves, there and back, without headers of the network.',
    unit: 'bytes',
    value: 177,
    run: {
      system: REDIS,
      date: '2026-11-21',
      command: '`INFO stats` before and after `redis-benchmark -n 10000 -c 1 EVALSHA …`',
      raw: 'total_net_input_bytes 25 → 1320127, total_net_output_bytes 5 → 453987',
    },
  }),
  steps: assumed({
    says: 'Steps in the store for a request: one for each policy that it is held to.',
    unit: 'operations a request',
    value: 1,
    ifWrong: 'shards and network grow in proportion.',
  }),
  busy: assumed({
    says: 'How busy a shard may be at the peak.',
    unit: 'of its steps',
    digits: 1,
    value: 0.6,
    ifWrong: 'higher, and the queue in front of a shard grows without bound; lower, and shards stand idle.',
  }),
  replicas: assumed({
    says: 'Replicas that wait to take over from a shard.',
    unit: 'replicas a shard',
    value: 1,
    ifWrong: 'machines are bought or saved; no decision gets faster.',
  }),
  keys: assumed({
    says: 'Policies that a tenant is held to.',
    unit: 'keys a tenant',
    value: 1,
    ifWrong: 'memory grows in proportion.',
  }),
  frames: assumed({
    says: 'Headers of Ethernet, IP and TCP round one step: two segments of 66 bytes, nothing shared.',
    unit: 'bytes',
    value: 132,
    ifWrong: 'pipelining shares them among steps; separate acknowledgements double them.',
  }),
  'round-trip': assumed({
    says: 'From a gateway to the store and back at the 99th percentile.',
    unit: 'ms',
    value: 2,
    ifWrong: 'near the budget the whole decision for a shared store falls.',
  }),
  'their-network': cited({
    says: 'The lower end of what Databricks saw between services in one cloud, at the 99th percentile, before it left its Redis.',
    unit: 'ms',
    value: 10,
    asPrinted: 'P99 network latency of 10ms-20ms in one of the cloud providers',
    title: 'High Performance Ratelimiting at Databricks, 2025',
    url: 'https://www.databricks.com/blog/high-performance-ratelimiting-databricks',
    read: '2026-11-21',
  }),
  'counter-wrong': cited({
    says: 'Requests that Cloudflare’s sliding counter allowed or refused wrongly, of 400 million from 270,000 sources.',
    unit: '%',
    digits: 3,
    value: 0.003,
    asPrinted: '0.003% of requests have been wrongly allowed or rate limited',
    title: 'How we built rate limiting capable of scaling to millions of domains, Cloudflare, 2017',
    url: 'https://blog.cloudflare.com/counting-things-a-lot-of-different-things/',
    read: '2026-11-21',
  }),
  gateways: assumed({
    says: 'Gateways that share the peak, five thousand requests a second each.',
    unit: 'gateways',
    value: 100,
    ifWrong: 'what they grant when each decides alone grows with their number, and so do connections to the store.',
  }),
  pool: assumed({
    says: 'Connections that a gateway keeps open to each shard.',
    unit: 'connections',
    value: 4,
    ifWrong: 'a shard holds more of them, and after a failover they are made anew at once.',
  }),
  outage: assumed({
    says: 'What one tenant may take of the peak while the store is away.',
    unit: 'of the peak',
    digits: 2,
    value: 0.01,
    ifWrong: 'it decides which tenants every gateway may grant the whole limit.',
  }),
  scraper: assumed({
    says: 'What a scraper sends in the name of one tenant.',
    unit: 'requests/s',
    value: 50,
    ifWrong: 'the overshoot of local counters has no bound but this, and nobody controls it.',
  }),
  exchange: assumed({
    says: 'How often local counters would be exchanged.',
    unit: 's',
    value: 1,
    ifWrong: 'the overshoot grows in proportion.',
  }),
  slack: assumed({
    says: 'How much over its limit a tenant may get before somebody minds.',
    unit: 'of the limit',
    digits: 1,
    value: 0.1,
    ifWrong: 'it decides between local counters and a shared store.',
  }),
  mean: assumed({
    says: 'The mean load against the peak.',
    unit: 'of the peak',
    digits: 1,
    value: 0.4,
    ifWrong: 'only what is paid by volume changes.',
  }),
  crossing: assumed({
    says: 'Share of the steps that leave their zone, with three zones and no regard for them.',
    unit: 'of the steps',
    digits: 2,
    value: 0.67,
    ifWrong: 'gateways that prefer the shard of their own zone pay less, and a shard cannot be in three.',
  }),
  'zone-price': cited({
    says: 'Traffic between two zones of one region of AWS: a cent for a gigabyte in each direction, both together. The list price itself was not read.',
    unit: 'USD/GB',
    digits: 2,
    value: 0.02,
    asPrinted: 'between AZs in the same region costs $0.01/GB each way',
    title: 'AWS data transfer costs, Courseiva',
    url: 'https://courseiva.com/learn/saa-c03/data-transfer-costs',
    read: '2026-11-21',
  }),
  'unit-price': cited({
    says: 'A million processing units of ElastiCache Serverless for Valkey, US East, June 2026. AWS’s own page was read without its figures.',
    unit: 'USD',
    digits: 4,
    value: 0.0023,
    asPrinted: 'ECPU — Valkey Serverless | $0.0023/million',
    title: 'ElastiCache Serverless pricing, Usage.ai',
    url: 'https://www.usage.ai/blogs/aws/database-savings-plans/elasticache/serverless-pricing/',
    read: '2026-11-21',
  }),
  'unit-time': cited({
    says: 'Processor time that AWS’s own estimator takes for one unit of a command that is not a plain one; an approximation by its own word.',
    unit: 'µs',
    value: 3,
    asPrinted: 'estimated as MAX(calls, usec/3) ECPUs',
    title: 'ElastiCache Serverless cost estimator, AWS, agent toolkit on GitHub',
    url: 'https://github.com/aws/agent-toolkit-for-aws/blob/main/skills/specialized-skills/database-skills/amazon-elasticache/scripts/serverless_estimator.py',
    read: '2026-11-21',
  }),
  'step-units': assumed({
    says: 'Units that such a store counts for one step of our script: about what AWS’s own estimator makes of its time inside Redis. By its time against a plain read’s it would be nine or ten, by how many steps a second it takes hardly more than one.',
    unit: 'units a step',
    value: 3,
    ifWrong: 'with few enough of them such a store is cheaper than machines; the calculator says how few.',
  }),
  'machine-price': assumed({
    says: 'A machine that carries one shard or one replica.',
    unit: 'USD an hour',
    digits: 2,
    value: 0.2,
    ifWrong: 'the cost of a decision changes in proportion.',
  }),

  // What was promised to whom: the smallest tier has most tenants, the largest most requests.
  'middle-tenants': assumed({
    says: 'Tenants of the middle tier.',
    unit: 'tenants',
    value: 900,
    ifWrong: 'the sum of all limits changes; the store is sized by the peak.',
  }),
  'middle-promise': assumed({
    says: 'What a tenant of the middle tier is promised.',
    unit: 'requests a minute',
    value: 6000,
    ifWrong: 'as above.',
  }),
  'large-tenants': assumed({
    says: 'Tenants of the largest tier.',
    unit: 'tenants',
    value: 100,
    ifWrong: 'they carry most of the load, so the sum of all limits follows them.',
  }),
  'large-promise': assumed({
    says: 'What a tenant of the largest tier is promised.',
    unit: 'requests a minute',
    value: 300_000,
    ifWrong: 'a tenant whose limit is what a shard can take is a hot key by itself.',
  }),
} as const satisfies Claims;
