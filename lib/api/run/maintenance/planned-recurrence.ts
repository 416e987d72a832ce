import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import type { TargetServer } from '#db/reads/subscribers/subscribing.ts'
import type { planRecurrenceContract } from '#lib/api/contract/maintenance/recurrences.ts'
import { type NotDone, refuseWith } from '#lib/api/operation.ts'
import { chosenServers, someServers } from '#lib/api/run/chosen.ts'
import { spokenOf } from '#lib/api/run/spoken.ts'
import type { RecurrencePlan } from '#lib/flows/maintenance/plan-recurrence.ts'
import { type RecurrenceRule, readRecurrence, recurrenceText } from '#lib/rules/maintenance/recurrence.ts'
import { slotsOf, type Turn, windowOn } from '#lib/rules/maintenance/slots.ts'
import { reminderMinutes } from '#lib/rules/maintenance/told-maintenance.ts'
import { Zone } from '#lib/rules/time/zone.ts'

type Asked = z.output<(typeof planRecurrenceContract)['body']>
type Planned = { plan: Omit<RecurrencePlan, 'id' | 'staffId'>; servers: TargetServer[] }

/** What comes again, as it was asked for; or what is wrong with it. own: the zone where none is named. */
export async function plannedRecurrence(db: Database, asked: Asked, own: string): Promise<Planned | NotDone> {
  const { title, text = null, firstDay, from, to, endsByItself, remind, notify: isMailed } = asked
  const rule = readRule(asked.rule)
  if (!rule) return refuseWith(422, `“${asked.rule}” is no rule that is kept here. ${ruleForms}`, 'rule')
  const zone = asked.zone === undefined ? own : Zone.safeParse(asked.zone).data
  if (zone === undefined) return refuseWith(422, 'This is no zone of the IANA database.', 'zone')
  // A window that is a day long would meet itself.
  if (from === to) return refuseWith(422, 'What comes again has to be shorter than a day.', 'to')
  const chosen = await turnsOf(db, asked)
  if ('refused' in chosen) return chosen
  const { turns, servers } = chosen
  const clock = { from, to }
  const serverIds = servers.map(({ id }) => id)
  const found = slotsOf(serverIds, turns, windowOn(firstDay, clock), zone)
  if ('outside' in found) {
    const at = turns.findIndex(turn => turn.server === found.outside)
    return refuseWith(422, 'This turn is not within the time of the whole.', `turns.${at}`)
  }
  const reminders = remind.map(each => reminderMinutes[each])
  const endsBy = endsByItself ? ('itself' as const) : ('staff' as const)
  const times = { rule, firstDay, clock, zone, serverIds, turns, reminders: [...new Set(reminders)] }
  const said = { title, text, ...spokenOf(asked) }
  return { plan: { ...times, kind: 'maintenance', ...said, endsBy, isMailed }, servers }
}

const ruleForms =
  'Such are “FREQ=DAILY”, “FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH”, “FREQ=MONTHLY;BYDAY=2TU”, “FREQ=MONTHLY;BYMONTHDAY=15”, each with “UNTIL=20271231” if it ends.'

/** A rule of which every part is kept; null: one would be lost. */
function readRule(text: string): RecurrenceRule | null {
  const typed = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
  const rule = readRecurrence(typed)
  if (!rule) return null
  const until = rule.until === null ? null : new Date(`${rule.until}T00:00Z`)
  if (until && (Number.isNaN(until.getTime()) || until.toISOString().slice(0, 10) !== rule.until)) return null
  return partsOf(typed) === partsOf(recurrenceText(rule)) ? rule : null
}

/** The parts in one order, without what says nothing. */
function partsOf(text: string): string {
  const parts = text.split(';').filter(part => part !== 'INTERVAL=1')
  return parts
    .map(part => (part.startsWith('BYDAY=') ? `BYDAY=${part.slice(6).split(',').sort().join()}` : part))
    .sort()
    .join(';')
}

/** Its servers, those that have turns too. */
async function turnsOf(
  db: Database,
  { turns: asked, ...named }: Asked,
): Promise<{ turns: Turn[]; servers: TargetServer[] } | NotDone> {
  const turned = await chosenServers(db, { servers: asked.map(turn => turn.server) })
  if ('refused' in turned)
    return { refused: { ...turned.refused, errors: [{ field: 'turns', reason: turned.refused.detail }] } }
  const chosen = await someServers(db, {
    ...named,
    servers: [...named.servers, ...turned.servers.map(({ id }) => id)],
  })
  if ('refused' in chosen) return chosen
  const turns: Turn[] = []
  for (const [at, { server, from, to }] of asked.entries()) {
    const one = await chosenServers(db, { servers: [server] })
    const id = 'refused' in one ? undefined : one.servers[0]?.id
    if (id === undefined || turns.some(turn => turn.server === id))
      return refuseWith(422, 'This server has two turns: give it one.', `turns.${at}`)
    turns.push({ server: id, from, to })
  }
  return { turns, servers: chosen.servers }
}
