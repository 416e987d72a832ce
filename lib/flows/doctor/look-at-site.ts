import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { z } from 'zod'
import type { Env } from '#lib/env.ts'
import { networkWords } from '#lib/network-words.ts'
import { type DoctorFinding, findingOf } from '#lib/rules/doctor/finding.ts'
import { forgedAddress, judgeAddress, judgeReach } from '#lib/rules/doctor/reach.ts'
import type { Arrival } from './answer-reach.ts'

/** What we ask DNS. Throws with a code when there are none. */
export type AddressRecords = {
  resolve4(name: string): Promise<string[]>
  resolve6(name: string): Promise<string[]>
}

const streamMs = 4_000
const localMs = 2_000

export async function lookAtAddress(env: Env, names: AddressRecords): Promise<DoctorFinding[]> {
  const { hostname } = new URL(env.SITE_URL)
  const found = await Promise.allSettled([names.resolve4(hostname), names.resolve6(hostname)])
  const addresses = found.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
  const isSilent = found.every(
    each => each.status === 'rejected' && !['ENOTFOUND', 'ENODATA'].includes(each.reason?.code),
  )
  return [judgeAddress(hostname, isSilent ? null : addresses)]
}

const ArrivalBody: z.ZodType<Arrival> = z.object({
  seen: z.array(z.string()),
  protocol: z.string().nullable(),
  host: z.string().nullable(),
})

/** Asks the site by the address of its readers how that question arrived. path: of reachPath. */
export async function lookAtReach(env: Env, path: string, signal: AbortSignal): Promise<DoctorFinding[]> {
  const found = findingOf('reach')
  const { SITE_URL: siteUrl, HOST: host, PORT: port } = env
  const answer = await fetch(`${siteUrl}${path}`, {
    headers: { 'x-forwarded-for': forgedAddress },
    redirect: 'manual',
    signal,
  }).catch((error: Error) => error)
  if (answer instanceof Error) {
    if (!(await isListening(host, port))) return [found('warn', 'siteDown')]
    const cause = answer.cause instanceof Error ? answer.cause : answer
    return [found('wrong', 'noReach', { siteUrl, reason: networkWords(cause) })]
  }
  const body = ArrivalBody.safeParse(await answer.json().catch(() => null))
  if (!body.success) {
    if (!(await isListening(host, port))) return [found('warn', 'siteDown')]
    return [found('wrong', 'notOurs', { siteUrl, status: answer.status })]
  }
  const { seen, protocol, host: seenHost } = body.data
  return judgeReach({
    siteUrl,
    trustedProxies: env.TRUSTED_PROXIES,
    host,
    port,
    seen,
    seenProtocol: protocol,
    seenHost,
    certificateDays: await certificateDays(siteUrl),
    isStreamOpen: await isStreamOpen(siteUrl),
  })
}

/** Whether the first words of the live stream come at once. null: only known readers get it. */
async function isStreamOpen(siteUrl: string): Promise<boolean | null> {
  try {
    const signal = AbortSignal.timeout(streamMs)
    const answer = await fetch(`${siteUrl}/live`, {
      headers: { accept: 'text/event-stream' },
      redirect: 'manual',
      signal,
    })
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel()
      return null
    }
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    await reader?.cancel()
    return first?.done === false
  } catch {
    return false
  }
}

/** Whole days for which the certificate of the site is valid; null: it has none. */
function certificateDays(siteUrl: string): Promise<number | null> {
  const { protocol, hostname, port } = new URL(siteUrl)
  if (protocol !== 'https:') return Promise.resolve(null)
  return new Promise(resolve => {
    const socket = connectTls({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      timeout: localMs,
    })
    const end = (days: number | null) => {
      socket.destroy()
      resolve(days)
    }
    socket.once('secureConnect', () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to)
      end(Number.isNaN(until) ? null : Math.floor((until - Date.now()) / 86_400_000))
    })
    socket.once('error', () => end(null))
    socket.once('timeout', () => end(null))
  })
}

/** Whether anything listens where the site is to. */
function isListening(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: host === '0.0.0.0' ? '127.0.0.1' : host, port, timeout: localMs })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
