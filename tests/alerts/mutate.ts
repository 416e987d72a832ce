/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Random = () => number

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

const deep = '@deep@'

/** Values that somebody's template, clock or malice puts in the place of others. */
const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  253_402_300_799_999,
  8.64e15,
  1773152640,
  '1773152640000',
  '',
  ' ',
  '\0',
  '\u202e',
  '\ud800',
  '\udfff\ud800',
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  deep,
  '{EVENT.ID}',
  '$ALERT_ID',
  '[ENDPOINT_NAME]',
  '*monitorID*',
  '%00',
  '%',
  '🔴',
  'żółć',
  'a\nb\r\nc\td',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2026-03-10T14:00:00+99:99',
  'firing',
  'resolved',
  'outage',
  'http://[::1',
  'https://user:pw@[2001:db8:17::7]:443/x',
  '::ffff:203.0.113.17',
  'x'.repeat(129),
  'y'.repeat(5000),
  '💥'.repeat(3000),
  'a.'.repeat(2000),
  '('.repeat(500),
  '['.repeat(300),
  [],
  {},
  [[]],
  [null],
  [1, 'a', {}],
  { toString: 1 },
  { length: -1 },
  JSON.parse('{"__proto__": {"kind": "outage"}}'),
]

/** The same with one value put, removed, doubled, moved or nested somewhere inside. */
export function mutated(random: Random, value: unknown): unknown {
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  if (isLeaf || random() < 0.08) return replaced(random, value)
  const entries = Object.entries(value)
  const at = Math.floor(random() * entries.length)
  const [key, inner] = entries[at] as [string, unknown]
  const choice = random()
  if (choice < 0.12) entries.splice(at, 1)
  else if (choice < 0.2)
    entries.splice(at, 1, [pick(random, [key.toUpperCase(), `${key} `, '__proto__', 'a\0b']), inner])
  else if (choice < 0.26) entries.push([`${key}2`, inner])
  else if (choice < 0.3)
    entries.splice(at, 1, [key, (entries[Math.floor(random() * entries.length)] as [string, unknown])[1]])
  else entries.splice(at, 1, [key, mutated(random, inner)])
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

function replaced(random: Random, value: unknown): unknown {
  const choice = random()
  if (choice < 0.7) return pick(random, strange)
  if (choice < 0.85 && typeof value === 'string') return scrambled(random, value)
  if (choice < 0.9) return repeated(value, pick(random, [2, 30, 30, 600]))
  if (choice < 0.94) return nested(value, pick(random, [10, 100]))
  return typeof value === 'object' ? JSON.stringify(value) : [value]
}

/** Some changes come on top of each other: a list of lists of lists would not fit into memory. */
function repeated(value: unknown, times: number): unknown[] {
  const size = JSON.stringify(value)?.length ?? 1
  return Array.from({ length: Math.min(times, Math.ceil(300_000 / size)) }, () => value)
}

function scrambled(random: Random, text: string): string {
  const at = Math.floor(random() * text.length)
  return `${text.slice(0, at)}${pick(random, ['\0', '\u202e', '"', '\\', '\ud83d', '\n', '&', 'ß', ''])}${text.slice(at + 1)}`
}

function nested(value: unknown, depth: number): unknown {
  let outer = value
  for (let level = 0; level < depth; level++) outer = level % 2 ? [outer] : { a: outer }
  return outer
}

/** JSON that is nested deeper than a stack is high where a value says so, once. */
export function deepened(text: string): string {
  return text.replace(`"${deep}"`, `${'['.repeat(20_000)}${']'.repeat(20_000)}`)
}

/** The bytes with some of them changed, left out, put in or cut off. */
export function damaged(random: Random, bytes: Buffer): Buffer<ArrayBuffer> {
  const at = Math.floor(random() * (bytes.length + 1))
  const until = Math.min(bytes.length, at + Math.floor(random() * 8))
  const put = Buffer.from(Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * 256)))
  const isCut = random() < 0.3
  return Buffer.concat(isCut ? [bytes.subarray(0, at)] : [bytes.subarray(0, at), put, bytes.subarray(until)])
}
