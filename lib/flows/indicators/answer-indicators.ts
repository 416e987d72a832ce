import { type Database, getDatabase } from '#db/client.ts'
import { readListVersion, readWholeList } from '#db/reads/indicators/indicators.ts'
import { credentialsOf } from '#lib/alerts/request/credentials.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { HeaderFields, Incoming } from '#lib/body/incoming.ts'
import { env } from '#lib/env.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { ownLimits } from '#lib/flows/alerts/admit-request.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { findByTokens } from '#lib/flows/sources/authenticate-source.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import { writeAgentList } from '#lib/rules/indicators/agent-list.ts'

/** An agent asks twice in five minutes: for the list, and where that is new for its signature. */
const ofAgent = { burst: 40, perMinute: 10 }

export type ListLimits = { agent: RateLimit; wrong: RateLimit }

const ownListLimits: ListLimits = {
  agent: createRateLimit({ name: 'indicators-of-an-agent', address: ofAgent, network: ofAgent }),
  wrong: ownLimits.wrong,
}

/** The list of one version as bytes, with its signature: made once, however many agents ask. */
type KeptList = { version: number; list: Buffer; signature: Buffer }

const kept = new WeakMap<Database, { version: number; making: Promise<KeptList> }>()

/**
 * Answers an agent that asks for the list of indicators, or for the signature over its very bytes; both have the version of
 * the list as their ETag. Its token alone is asked for: a GET has nothing to sign, and the list changes nothing.
 */
export function answerIndicators(
  request: Incoming,
  what: 'list' | 'signature',
  now: Date,
  db: Database = getDatabase(),
  limits: ListLimits = ownListLimits,
): Promise<Response> {
  return answer(request, what, now, db, limits).catch(error => answerFault('a request for indicators', error))
}

async function answer(
  request: Incoming,
  what: 'list' | 'signature',
  now: Date,
  db: Database,
  limits: ListLimits,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, `Ask for it by GET, not by ${request.method}.`, { allow: 'GET, HEAD' })
  const refused = await refusalOf(request, now, db, limits)
  if (refused) return refused
  const { version } = await readListVersion(db)
  const head = { etag: `"${version}"`, 'cache-control': 'private, no-cache' }
  if (request.headers.get('if-none-match')?.includes(head.etag))
    return new Response(null, { status: 304, headers: head })
  const made = await listOfVersion(db, version)
  const bytes = what === 'list' ? made.list : made.signature
  const type = what === 'list' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
  const headers = {
    ...head,
    etag: `"${made.version}"`,
    'content-type': type,
    'content-length': String(bytes.length),
  }
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
}

/** Why this request is not answered; null: an agent of ours asks. */
async function refusalOf(
  { headers }: Incoming,
  now: Date,
  db: Database,
  limits: ListLimits,
): Promise<Response | null> {
  // A token in an address would stand in logs.
  const found = await findByTokens(db, credentialsOf(headers, new URLSearchParams(), null), now)
  if ('refused' in found) return turnAway(headers, found.refused, now, limits)
  const { source } = found
  if (!source.agentServerId)
    return refuse(403, "This token is no agent's. Name the agent's server at the desk.")
  return limits.agent.take(source.id, now) ? null : slowDown('This agent asks too often.', 30)
}

function turnAway(headers: HeaderFields, why: string, now: Date, { wrong }: ListLimits): Response {
  const address = clientAddress(headers, env.TRUSTED_PROXIES)
  if (!wrong.take(address, now)) return slowDown('Too many wrong tokens came from your network.', 60)
  logSecurity('token-refused', { network: networkOf(address) })
  return refuse(401, why, { 'www-authenticate': 'Bearer realm="indicators"' })
}

function slowDown(what: string, seconds: number): Response {
  return refuse(429, `${what} Ask again in ${seconds} s.`, { 'retry-after': String(seconds) })
}

/** version: the least that it has to be. */
function listOfVersion(db: Database, version: number): Promise<KeptList> {
  const known = kept.get(db)
  if (known?.version === version) return known.making
  const making = makeList(db)
  kept.set(db, { version, making })
  making.catch(() => kept.delete(db))
  return making
}

async function makeList(db: Database): Promise<KeptList> {
  const { entries, version, issuedAt } = await readWholeList(db)
  const list = Buffer.from(writeAgentList(entries, { version, issuedAt }))
  return { version, list, signature: (await makeSiteKey(db)).sign(list) }
}
