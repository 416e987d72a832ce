import { type DoctorFinding, findingOf } from './finding.ts'

/** An address that is nobody's (RFC 5737): whoever takes a request as coming from there believes what callers say. */
export const forgedAddress = '203.0.113.77'

export type ReachFacts = {
  siteUrl: string
  trustedProxies: number
  /** Where it listens. */
  host: string
  port: number
  /** X-Forwarded-For as the site got it, sent with forgedAddress; the last is whom its own socket saw. */
  seen: readonly string[]
  seenProtocol: string | null
  seenHost: string | null
  /** How long the certificate is valid; null: there is none. */
  certificateDays: number | null
  /** Whether a stream's first words came at once; null: nobody looked. */
  isStreamOpen: boolean | null
}

const endingDays = 14

/** What a request met that came to the site as its readers come. */
export function judgeReach(facts: ReachFacts): DoctorFinding[] {
  const found = findingOf('reach')
  const { siteUrl, certificateDays } = facts
  const isHttps = siteUrl.startsWith('https:')
  const findings = [...judgeProxies(facts), ...judgeHeaders(facts)]
  if (!isHttps && !isLocalHost(new URL(siteUrl).hostname))
    findings.push(found('warn', 'plainSite', { siteUrl }))
  if (certificateDays !== null && certificateDays < endingDays)
    findings.push(
      found(certificateDays < 3 ? 'wrong' : 'warn', 'endingCertificate', { days: certificateDays }),
    )
  if (facts.isStreamOpen === false) findings.push(found('warn', 'heldStream'))
  if (findings.length > 0) return findings
  return [found('ok', 'goodReach', { siteUrl, proxies: facts.trustedProxies })]
}

function judgeProxies({ siteUrl, trustedProxies, host, port, seen }: ReachFacts): DoctorFinding[] {
  const found = findingOf('reach')
  const socket = seen.at(-1) ?? ''
  if (trustedProxies === 0) {
    const isBehind =
      siteUrl.startsWith('https:') || (isLocalHost(socket) && !isLocalHost(new URL(siteUrl).hostname))
    return isBehind ? [found('wrong', 'untrustedProxy')] : []
  }
  const findings: DoctorFinding[] = []
  const proxies = countProxies(seen)
  if (proxies > trustedProxies) findings.push(found('wrong', 'tooFewProxies', { proxies, trustedProxies }))
  if (proxies < trustedProxies) findings.push(found('wrong', 'tooManyProxies', { proxies, trustedProxies }))
  if (isEverywhere(host)) findings.push(found('warn', 'openPort', { host, port, trustedProxies }))
  return findings
}

/** Each proxy adds whom it saw, or puts that in the place of all that was said. */
function countProxies(seen: readonly string[]): number {
  const said = seen.slice(0, -1)
  return said.length - 1 - said.lastIndexOf(forgedAddress)
}

function judgeHeaders({ siteUrl, trustedProxies, seenHost, seenProtocol }: ReachFacts): DoctorFinding[] {
  const found = findingOf('reach')
  const { host, protocol } = new URL(siteUrl)
  const findings: DoctorFinding[] = []
  if (seenHost !== host) findings.push(found('wrong', 'lostHost', { host, seen: seenHost ?? '-' }))
  const isLost = trustedProxies > 0 && `${seenProtocol}:` !== protocol
  if (isLost) findings.push(found('warn', 'lostProtocol', { protocol, seen: seenProtocol ?? '-' }))
  return findings
}

function isLocalHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^(127\.|\[?::1\]?$)/.test(host)
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || /^[0:]+$/.test(host)
}

/** What DNS answers for the site's host; null: nothing, since it did not answer. */
export function judgeAddress(host: string, addresses: readonly string[] | null): DoctorFinding {
  const found = findingOf('address')
  if (isLocalHost(host)) return found('warn', 'localAddress', { host })
  if (addresses === null) return found('warn', 'noAnswerAddress', { host })
  if (addresses.length === 0) return found('wrong', 'noAddress', { host })
  return found('ok', 'goodAddress', { host, addresses: addresses.join(', ') })
}
