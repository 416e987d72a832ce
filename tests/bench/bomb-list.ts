import { gzipSync } from 'node:zlib'
import { customerFile, reportMail } from './bomb-bodies.ts'

/** One request that is made to hold the process. The token is put where {token} stands. */
export type Bomb = {
  name: string
  path: string
  headers: Record<string, string>
  body: Buffer
  method?: string
  /** How many of it come at once. */
  times?: number
}

const mib = 1024 * 1024
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }
const gzip = { 'content-encoding': 'gzip' }
const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
const mail = { 'content-type': 'message/rfc822' }
const known = '/api/alerts/in/{token}/'
const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'

function alerts(count: number, labels: number, text: string): string {
  const facts = {
    server: 'web07',
    kind: 'other',
    state: 'firing',
    severity: 'info',
    summary: text.slice(0, 200),
  }
  const attached = Object.fromEntries(Array.from({ length: labels }, (_, i) => [`label${i}`, text]))
  const list = Array.from({ length: count }, (_, i) => ({
    ...facts,
    fingerprint: `bomb:${i}`,
    labels: attached,
  }))
  return JSON.stringify({ version: 1, alerts: list })
}

function bomb(
  name: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer,
  more: Partial<Bomb> = {},
): Bomb {
  return { name, path, headers, body: Buffer.from(body), ...more }
}

/** Of who shows no credential. */
const strangers: readonly Bomb[] = [
  bomb('pairs, 1 MiB in gzip', '/api/alerts/cpanel', { ...form, ...gzip }, gzipSync('a&'.repeat(mib / 2))),
  bomb('pairs, 64 KiB', '/api/alerts/cpanel', form, 'a&'.repeat(32_760)),
  bomb('one pair of percent signs, 64 KiB', '/api/alerts/cpanel', form, `a=${'%e0'.repeat(21_800)}`),
  bomb('gzip of 1 GiB', '/api/alerts/cpanel', { ...form, ...gzip }, gzipSync(Buffer.alloc(1024 * mib))),
  bomb('parts, 64 KiB', '/api/alerts/uptime-kuma', multipart, `${part.repeat(1150)}--x--`),
  bomb(
    'nesting in the field data',
    '/api/alerts/uptime-kuma',
    multipart,
    `${part.replace('"a"', '"data"').replace('1\r\n', `${'['.repeat(60_000)}\r\n`)}--x--`,
  ),
  bomb('JSON without a token, 2 MiB', '/api/alerts/generic', json, '['.repeat(2 * mib)),
  bomb('pairs for a public form', '/api/subscribe', form, 'a&'.repeat(32_760)),
  bomb(
    'an action of the desk, 64 KiB',
    '/desk/sign-in',
    { 'content-type': 'multipart/form-data; boundary=x', 'next-action': 'x' },
    `${part.repeat(1150)}--x--`,
  ),
  bomb('a report of nested parts', '/api/mail-events', mail, reportMail('nested')),
  bomb('a report of 60,000 headers', '/api/mail-events', mail, reportMail('headers')),
  bomb('a report of one long line', '/api/mail-events', mail, reportMail('line')),
  bomb('a report of many groups', '/api/mail-events', mail, reportMail('groups')),
  bomb('wrong tokens, 500 at once', '/api/alerts/in/it_wrong/generic', json, '{}', { times: 500 }),
  bomb(
    'wrong tokens for customers, 200 at once',
    '/api/v1/customers',
    { ...json, authorization: 'Bearer x' },
    '{}',
    { times: 200, method: 'PUT' },
  ),
]

/** Of who has a token: all that the limits let in. */
const sources: readonly Bomb[] = [
  bomb('pairs, 2 MiB', `${known}cpanel`, form, 'a&'.repeat(mib)),
  bomb('one pair, 2 MiB', `${known}cpanel`, form, `subject=${'%41'.repeat(699_000)}`),
  bomb('nesting, 2 MiB', `${known}generic`, json, '['.repeat(2 * mib)),
  bomb(
    'values, 8 MiB in gzip',
    `${known}generic`,
    { ...json, ...gzip },
    gzipSync(`[${'1,'.repeat(4 * mib - 8)}1]`),
  ),
  bomb('names of 1 MiB', `${known}generic`, json, `{"${'a'.repeat(mib)}":1}`),
  bomb(
    '100,000 different names',
    `${known}generic`,
    json,
    `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
  ),
  bomb('500 alerts, 40 labels', `${known}generic`, json, alerts(500, 40, 'a b c d e f g h i j')),
  bomb(
    '500 alerts, 90 labels, 8 MiB in gzip',
    `${known}generic`,
    { ...json, ...gzip },
    gzipSync(alerts(500, 90, 'a\n'.repeat(50))),
  ),
  bomb('500 alerts of Alertmanager', `${known}alertmanager`, json, alertmanager(500)),
  bomb('500 alerts, ?dry-run', `${known}generic?dry-run`, json, alerts(500, 5, 'a b c')),
  bomb(
    'one alert of 1,900 labels, 8 MiB in gzip',
    `${known}generic`,
    { ...json, ...gzip },
    gzipSync(alerts(1, 1900, 'a\n'.repeat(1300))),
  ),
  bomb('10,000 empty members', `${known}generic`, json, `{"version":1,"alerts":[${'{},'.repeat(9_999)}{}]}`),
  bomb(
    'escapes, 500 KiB',
    `${known}generic`,
    json,
    `{"version":1,"alerts":[{"summary":"${'\\"'.repeat(250_000)}"}]}`,
  ),
  bomb('invalid UTF-8, 2 MiB', `${known}generic`, json, Buffer.alloc(2 * mib, 0xff)),
  bomb(
    'Shift JIS, 8 MiB in gzip',
    `${known}generic`,
    { 'content-type': 'application/json; charset=shift_jis', ...gzip },
    gzipSync(Buffer.alloc(8 * mib, 0x82)),
  ),
  bomb(
    '20,000 hits of maldet',
    `${known}maldet`,
    json,
    JSON.stringify({
      scanner: {},
      scan: { id: 'x', hostname: 'web07', path: '/home' },
      hits: Array.from({ length: 19_000 }, () => ({ file: '/home/a/b', signature: 'x' })),
    }),
  ),
  bomb('500 alerts, ten at once', `${known}generic`, json, alerts(500, 5, 'a b c'), { times: 10 }),
]

/** Of who has a token for customers. */
const customers: readonly Bomb[] = [
  bomb(
    '100,000 customers as CSV',
    '/api/v1/customers?dry-run',
    { 'content-type': 'text/csv' },
    customerFile(100_000),
    { method: 'PUT' },
  ),
  bomb(
    'quotes as CSV, 4 MiB',
    '/api/v1/customers?dry-run',
    { 'content-type': 'text/csv' },
    `domain,server\n${'"'.repeat(4 * mib)}`,
    { method: 'PUT' },
  ),
  bomb(
    'columns as CSV, 4 MiB',
    '/api/v1/customers?dry-run',
    { 'content-type': 'text/csv' },
    `${'domain,server,'.repeat(300_000)}`,
    { method: 'PUT' },
  ),
  bomb(
    'values as JSON, 16 MiB',
    '/api/v1/customers?dry-run',
    json,
    `{"customers":[${'1,'.repeat(8 * mib - 20)}1]}`,
    { method: 'PUT' },
  ),
  bomb(
    '5,000 customers as JSON',
    '/api/v1/customers?dry-run',
    json,
    JSON.stringify({
      customers: Array.from({ length: 5000 }, (_, i) => ({
        domain: `d${i}.example`,
        server: 'web07',
        account: 'a'.repeat(90),
      })),
    }),
    { method: 'PUT' },
  ),
]

function alertmanager(count: number): string {
  const labels = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`label_${i}`, `value ${i}`]))
  const list = Array.from({ length: count }, (_, i) => ({
    status: 'firing',
    labels: { ...labels, alertname: `Odd${i}`, instance: 'web07' },
    annotations: { summary: 'high load high load '.repeat(40) },
    startsAt: '2026-03-10T14:20:00Z',
  }))
  return JSON.stringify({ version: '4', alerts: list })
}

export const bombs = { strangers, sources, customers }
