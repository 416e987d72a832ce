import type { z } from 'zod'
import { countCustomers } from '#db/reads/customers/customers.ts'
import { type ListedSource, readListedSources } from '#db/reads/sources/desk-sources.ts'
import { findTool } from '#lib/alerts/tools.ts'
import type * as contracts from '#lib/api/contract/sources.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { disableSource, enableSource } from '#lib/flows/sources/disable-source.ts'
import { pageAt } from './shown-post.ts'

type Addition = { body: z.output<(typeof contracts.addSourceContract)['body']> }
type At = { params: { source: string } }
type Written = { is: 'done' | 'unchanged'; id: string }

export const noSource = (id: string) => refuseWith(404, `There is no source with the id “${id}”.`)

/** All sources, without their tokens. */
export async function runListAllSources(_: unknown, { db, now }: ApiAct) {
  return { sources: (await readListedSources(db, now)).map(shown) }
}

/** One source. */
export async function runGetOneSource({ params: { source } }: At, { db, now }: ApiAct) {
  const found = (await readListedSources(db, now)).find(({ id }) => id === source)
  return found ? shown(found) : noSource(source)
}

function shown({ id, name, format, lastSeenAt, silentSince, disabledAt, alertsToday }: ListedSource) {
  return {
    id,
    name,
    tool: format,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    silentSince: silentSince?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
    alertsToday,
  }
}

/** Makes a source. */
export async function runAddOneSource(
  { body: { name, tool } }: Addition,
  { db, now, caller }: ApiAct,
): Promise<{ id: string; token: string; address: string } | NotDone> {
  if (!findTool(tool)) return refuseWith(422, `No tool is called “${tool}”. The desk lists them.`, 'tool')
  const made = await addSource(db, { name, format: tool, staffId: caller.id }, now)
  if (made === 'name-taken') return refuseWith(409, `There is a source “${name}” already.`, 'name')
  return { ...made, address: pageAt(`/api/alerts/${tool}`) }
}

/** Refuses the requests of a source. */
export function runDisableOne({ params: { source } }: At, act: ApiAct): Promise<Written | NotDone> {
  return turn(source, act, disableSource)
}

/** Takes the requests of a source again. */
export function runEnableOne({ params: { source } }: At, act: ApiAct): Promise<Written | NotDone> {
  return turn(source, act, enableSource)
}

async function turn(
  sourceId: string,
  { db, now, caller }: ApiAct,
  how: typeof disableSource,
): Promise<Written | NotDone> {
  const isThere = (await readListedSources(db, now)).some(({ id }) => id === sourceId)
  if (!isThere) return noSource(sourceId)
  const outcome = await how(db, { sourceId, staffId: caller.id }, now)
  if (outcome === 'changed-meanwhile')
    return refuseWith(409, 'A colleague changes it at this moment. Send it again.')
  return { is: outcome === 'done' ? 'done' : 'unchanged', id: sourceId }
}

/** How large the customer map is. */
export async function runCountMap(_: unknown, { db }: ApiAct) {
  return { domains: await countCustomers(db) }
}
