import type { z } from 'zod'
import { type DeskSource, readDeskSource } from '#db/reads/sources/desk-sources.ts'
import { readTargets, type TargetServer } from '#db/reads/subscribers/subscribing.ts'
import { findTool } from '#lib/alerts/tools.ts'
import type * as contracts from '#lib/api/contract/source-settings.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { changeSource } from '#lib/flows/sources/change-source.ts'
import { endOldToken, rotateSource } from '#lib/flows/sources/rotate-source.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { problemOfSecret, type SigningWish } from '#lib/rules/sources/source-settings.ts'
import { secretProblemSentence } from '#lib/words/sources.ts'
import { wordsIn } from '#lib/words/words.ts'
import { noSource } from './sources.ts'
import { refuseFor } from './told.ts'

type Wish = z.output<(typeof contracts.changeSourceContract)['body']>
type At = { params: { source: string } }
type Written = { is: 'done' | 'unchanged'; id: string }

/** What staff set of a source. */
export async function runGetSettings({ params: { source: id } }: At, { db, now }: ApiAct) {
  const source = await readDeskSource(db, id, now)
  if (!source) return noSource(id)
  return {
    id,
    version: source.version,
    name: source.name,
    tool: source.format,
    tokenIn: source.authentication,
    servers: source.boundServerIds,
    defaultServer: source.defaultServerId,
    agentServer: source.agentServerId,
    expectedEverySeconds: source.expectedEverySeconds,
    repeatSeconds: source.repeatSeconds,
    waitsBeforeSpeaking: source.isDebounced,
    neverResolves: source.neverResolves,
    signing: source.signing?.scheme ?? null,
    oldTokenUntil: source.previousTokenUntil?.toISOString() ?? null,
  }
}

/** Renames a source or changes its settings. */
export async function runChangeSource(
  { params: { source: id }, body }: At & { body: Wish },
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const source = await readDeskSource(db, id, now)
  if (!source) return noSource(id)
  const { name = source.name, tool = source.format, version = source.version } = body
  if (tool !== null && tool !== source.format && !findTool(tool))
    return refuseWith(422, `No tool is called “${tool}”. The desk lists them.`, 'tool')
  const servers = serversOf(body, source, (await readTargets(db)).servers)
  if ('refused' in servers) return servers
  const signing = signingOf(body.signing, source)
  if (signing && 'refused' in signing) return signing
  const settings = {
    name,
    format: tool,
    authentication: body.tokenIn ?? source.authentication,
    isDebounced: body.waitsBeforeSpeaking ?? source.isDebounced,
    neverResolves: body.neverResolves ?? source.neverResolves,
    expectedEverySeconds: orKept(body.expectedEverySeconds, source.expectedEverySeconds),
    repeatSeconds: orKept(body.repeatSeconds, source.repeatSeconds),
    ...servers,
  }
  const change = { sourceId: id, version, staffId: caller.id, settings, signing }
  switch (await changeSource(db, change, now)) {
    case 'done':
      return { is: 'done', id }
    case 'changed-meanwhile':
      return refuseFor('changed-meanwhile')
    case 'name-taken':
      return refuseWith(409, `There is a source “${name}” already.`, 'name')
    case 'secret-missing':
      return refuseWith(422, 'This scheme needs the secret that its sender signs with.', 'signing.secret')
  }
}

/** null is a value of its own. */
function orKept<T>(given: T | undefined, kept: T): T {
  return given === undefined ? kept : given
}

type OfServers = Pick<DeskSource, 'boundServerIds' | 'defaultServerId' | 'agentServerId'>

function serversOf(body: Wish, source: OfServers, known: readonly TargetServer[]): OfServers | NotDone {
  const bound: string[] = []
  for (const [at, name] of (body.servers ?? []).entries()) {
    const id = idOf(name, known)
    if (!id) return unknownServer(name, `servers.${at}`)
    bound.push(id)
  }
  const single = (name: string | null | undefined, kept: string | null) =>
    name === undefined ? kept : name === null ? null : idOf(name, known)
  const defaultServerId = single(body.defaultServer, source.defaultServerId)
  const agentServerId = single(body.agentServer, source.agentServerId)
  if (body.defaultServer && !defaultServerId) return unknownServer(body.defaultServer, 'defaultServer')
  if (body.agentServer && !agentServerId) return unknownServer(body.agentServer, 'agentServer')
  const boundServerIds = body.servers === undefined ? source.boundServerIds : [...new Set(bound)]
  return { boundServerIds, defaultServerId, agentServerId }
}

function idOf(name: string, known: readonly TargetServer[]): string | null {
  return known.find(({ id }) => id === name)?.id ?? chosenServer(name, known)?.id ?? null
}

const unknownServer = (name: string, field: string) =>
  refuseWith(422, `No one server in service is called “${name}”.`, field)

/** What is wanted of its signing; left out: as it is. */
function signingOf(wish: Wish['signing'], { signing: kept }: DeskSource): SigningWish | NotDone | null {
  if (wish === null) return null
  const { scheme, secret = null, header, timestampHeader } = wish ?? {}
  const own = scheme ?? kept?.scheme
  if (own === undefined) return null
  const problem = secret === null ? null : problemOfSecret(own, secret)
  if (problem) return refuseWith(422, secretProblemSentence(wordsIn('en'), problem), 'signing.secret')
  return {
    scheme: own,
    secret: secret || null,
    header: header ?? (kept?.header || 'X-Grafana-Alerting-Signature'),
    timestampHeader: orKept(timestampHeader, kept?.timestampHeader ?? null),
  }
}

type Renewal = At & { body: z.output<(typeof contracts.renewTokenContract)['body']> }

/** Gives a source a new token. */
export async function runRenewToken(
  { params: { source: id }, body }: Renewal,
  { db, now, caller }: ApiAct,
): Promise<{ id: string; token: string } | NotDone> {
  const source = await readDeskSource(db, id, now)
  if (!source) return noSource(id)
  const { version = source.version, oldWorksForHours: graceHours } = body
  const renewed = await rotateSource(db, { sourceId: id, version, graceHours, staffId: caller.id }, now)
  return renewed === 'changed-meanwhile' ? refuseFor(renewed) : { id, token: renewed.token }
}

/** Ends the token before the last renewal. */
export async function runEndOldToken(
  { params: { source: id } }: At,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const outcome = await endOldToken(db, { sourceId: id, staffId: caller.id }, now)
  if (outcome === 'changed-meanwhile') return noSource(id)
  return { is: outcome === 'done' ? 'done' : 'unchanged', id }
}
