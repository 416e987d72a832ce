import type { z } from 'zod'
import { readExportSlice } from '#db/reads/subscribers/desk-subscribers.ts'
import type * as contracts from '#lib/api/contract/subscribers.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { addSubscribers } from '#lib/flows/subscribers/add-subscribers.ts'
import { endNoticesTo } from '#lib/flows/subscribers/end-notices.ts'
import type { SubscriberProblem } from '#lib/rules/subscribers/subscriber-line.ts'

type Listing = { query: z.output<(typeof contracts.listSubscribersContract)['query']> }
type Addition = { body: z.output<(typeof contracts.addSubscriberContract)['body']> }
type Added = { dryRun: boolean; reach: number; is: 'added' | 'asked' | 'there-already' }

/** Subscribers in the order of their ids. */
export async function runListAllSubscribers({ query }: Listing, { db }: ApiAct) {
  const { state = null, text = null, cursor = '', limit } = query
  const found = await readExportSlice(db, { text, serverId: null, state }, cursor, limit + 1)
  const rows = found.slice(0, limit)
  return {
    subscribers: rows.map(({ watch, createdAt, confirmedAt, ...row }) => ({
      ...row,
      watch: watch === null ? [] : watch.split('; '),
      createdAt: createdAt.toISOString(),
      confirmedAt: confirmedAt?.toISOString() ?? null,
    })),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** Enters a subscriber, vouched for or asked. */
export async function runAddOneSubscriber(
  { body: { email, watch, consent, language } }: Addition,
  { db, now, caller, isDry }: ApiAct,
): Promise<Added | NotDone> {
  const line = { email, watch, proof: consent?.proof ?? null, language: language ?? null }
  const given = consent ? { is: 'confirmed' as const, origin: consent.origin } : { is: 'invited' as const }
  const addition = { items: [{ at: 1, line }], isAllByDefault: false, staffId: caller.id }
  // What would be is known without writing, and who has left is not brought back.
  const report = await addSubscribers(db, { ...addition, consent: null }, now)
  if (report === 'gone') throw new Error('What takes nothing first cannot find it gone.')
  const [problem] = report.problems
  if (problem) return refuseWith(422, problemText(problem), problem.field ?? 'body')
  if (report.unsubscribed > 0) return refuseWith(409, 'The owner has left: only they can come back.', 'email')
  if (report.suppressed > 0) return refuseWith(409, 'This address gets no mail: the desk says why.', 'email')
  const isThere = report.confirmed > 0 && !consent
  const reach = consent || isThere ? 0 : 1
  const is = isThere ? 'there-already' : consent ? 'added' : 'asked'
  if (!isDry && !isThere) await addSubscribers(db, { ...addition, consent: given }, now)
  return { dryRun: isDry, reach, is }
}

function problemText(problem: SubscriberProblem): string {
  switch (problem.is) {
    case 'unknown':
      return `“${problem.name}” is no server, no group and no domain.`
    case 'ambiguous':
      return `“${problem.name}” means several servers or groups: write a host name.`
    default:
      return 'This subscriber cannot be entered as it is written.'
  }
}

/** Ends all notices to somebody who asked for it. */
export async function runEndOneSubscriber(
  { params: { subscriber } }: { params: { subscriber: string } },
  { db, now, caller }: ApiAct,
): Promise<{ is: 'done'; id: string } | NotDone> {
  const outcome = await endNoticesTo(db, { subscriberId: subscriber, staffId: caller.id }, now)
  if (outcome === 'done') return { is: 'done', id: subscriber }
  return refuseWith(404, `Nobody with the id “${subscriber}” gets notices.`)
}
