import { createHmac } from 'node:crypto'
import type { HeaderFields } from '#lib/body/incoming.ts'
import type { Signing } from '#lib/rules/sources/source.ts'
import { isSameSecret } from './token.ts'

/** How far a signature's time may be from ours (Standard Webhooks). */
const toleranceSeconds = 300

/** More in one header are not looked at. */
const mostSignatures = 10

type Signed = { headers: HeaderFields; bytes: Buffer; now: Date }

/** null: the signature is right. Otherwise why it is not, as a clause. */
export type SignatureFault = string | null

/**
 * Checks a request's signature over its bytes as they came, by any secret that is live.
 * The standard's own library is not used: it reads its own clock, and a body that is no text (gzip) as text.
 */
export function checkSignature(signing: Signing, signed: Signed): SignatureFault {
  const keys = signing.secrets.filter(secret => !secret.until || new Date(secret.until) > signed.now)
  const secrets = keys.map(secret => secret.value)
  switch (signing.scheme) {
    case 'standard-webhooks':
      return checkStandard(secrets, signed)
    case 'grafana':
      return checkGrafana(signing, secrets, signed)
    case 'pagerduty':
      return checkPagerDuty(secrets, signed)
  }
}

/** Whether a request carries a signature of this scheme at all, right or wrong. */
export function isSigned(signing: Signing, headers: HeaderFields): boolean {
  switch (signing.scheme) {
    case 'standard-webhooks':
      return headers.has('webhook-signature')
    case 'grafana':
      return headers.has(signing.header)
    case 'pagerduty':
      return headers.has('x-pagerduty-signature')
  }
}

/** webhook-signature: "v1,<base64> v1,<base64>" over `id.timestamp.body`. */
function checkStandard(secrets: readonly string[], { headers, bytes, now }: Signed): SignatureFault {
  const [id, time] = [headers.get('webhook-id'), headers.get('webhook-timestamp')]
  const given = headers.get('webhook-signature')
  if (!id || !time || !given) return 'webhook-id, webhook-timestamp and webhook-signature are needed'
  const stale = checkTime('webhook-timestamp', time, now)
  if (stale) return stale
  const signatures = given
    .split(' ')
    .flatMap(each => (each.startsWith('v1,') ? [Buffer.from(each.slice(3), 'base64')] : []))
  const digests = secrets.map(secret =>
    digest(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'), `${id}.${time}.`, bytes),
  )
  return matches(signatures, digests) ? null : 'webhook-signature is not of this source and this body'
}

/** Hex over the body, or over `<seconds>:<body>` where the source has a header for the time. */
function checkGrafana(
  { header, timestampHeader }: Extract<Signing, { scheme: 'grafana' }>,
  secrets: readonly string[],
  { headers, bytes, now }: Signed,
): SignatureFault {
  const given = headers.get(header)
  if (!given) return `${header} is needed`
  const time = timestampHeader && headers.get(timestampHeader)
  if (timestampHeader && !time) return `${timestampHeader} is needed`
  const stale = timestampHeader && time ? checkTime(timestampHeader, time, now) : null
  if (stale) return stale
  const digests = secrets.map(secret => digest(Buffer.from(secret), time ? `${time}:` : '', bytes))
  return matches([Buffer.from(given, 'hex')], digests)
    ? null
    : `${header} is not of this source and this body`
}

/** X-PagerDuty-Signature: "v1=<hex>,v1=<hex>" over the body, without a time. */
function checkPagerDuty(secrets: readonly string[], { headers, bytes }: Signed): SignatureFault {
  const given = headers.get('x-pagerduty-signature')
  if (!given) return 'X-PagerDuty-Signature is needed'
  const signatures = given
    .split(',')
    .map(each => each.trim())
    .flatMap(each => (each.startsWith('v1=') ? [Buffer.from(each.slice(3), 'hex')] : []))
  const digests = secrets.map(secret => digest(Buffer.from(secret), '', bytes))
  return matches(signatures, digests) ? null : 'X-PagerDuty-Signature is not of this source and this body'
}

function checkTime(name: string, value: string, now: Date): SignatureFault {
  if (!/^\d{1,12}$/.test(value)) return `${name} has to be seconds since 1970`
  const apart = Math.abs(Number(value) - now.getTime() / 1000)
  return apart <= toleranceSeconds ? null : `${name} is more than ${toleranceSeconds} s from our clock`
}

function digest(key: Buffer, before: string, bytes: Buffer): Buffer {
  return createHmac('sha256', key).update(before).update(bytes).digest()
}

function matches(signatures: readonly Buffer[], digests: readonly Buffer[]): boolean {
  return signatures.slice(0, mostSignatures).some(given => digests.some(own => isSameSecret(given, own)))
}
