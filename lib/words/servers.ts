import type { Measure } from '#lib/rules/maintenance/measure.ts'
import type { ServerBanner, ServerState } from '#lib/rules/servers/banner.ts'
import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import {
  type Day,
  dayStart,
  daysOf,
  minutesInTrouble,
  type StatusChange,
  type TroubleSums,
} from '#lib/rules/servers/history.ts'
import { type PlotPoint, type PlotSpan, plotHours } from '#lib/rules/servers/reading.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { listInWords } from './list.ts'
import { shortDay } from './moment.ts'
import { inDuration } from './time.ts'
import type { Words } from './words.ts'

/** most: how many are named at most. count: how many there are, where labels are only the first of them. */
type Naming = { most?: number; count?: number }

/** "web07", "web07 and web08", "web07, web08 and 5 more servers". */
export function nameServers(words: Words, labels: readonly string[], naming: Naming = {}): string {
  const { most = 3, count = labels.length } = naming
  if (count <= Math.max(2, most)) return listInWords(words, labels)
  const shown = labels.slice(0, most - 1)
  return listInWords(words, [...shown, words('servers.more', { count: count - shown.length })])
}

/** A condition alone, as a label: "partly down". */
export function conditionLabel(words: Words, condition: Condition): string {
  return words(`servers.condition.${condition}`)
}

/** What customers see a server in, as a label: "recovered". */
export function stateLabel(words: Words, state: ServerState): string {
  return words(`servers.condition.${state}`)
}

/** What is the matter, as a label. isIntermittent: it fails and recovers by turns. */
export function impactLabel(
  words: Words,
  impact: Impact,
  cause: Cause | null,
  isIntermittent = false,
): string {
  return conditionLabel(words, conditionOf(impact, cause, isIntermittent))
}

/** A sentence's beginning: "web07 is down", "web07 and web08 are slow". */
export function serversAre(words: Words, labels: readonly string[], condition: Condition): string {
  return words('servers.are', { count: labels.length, names: nameServers(words, labels), condition })
}

/** One server in a sentence, with what we do about it. */
export function serverSentence(
  words: Words,
  { label: server, state, isOurDoing, measure, care }: ServerBanner,
): string {
  if (isOurDoing) return workSentence(words, server, measure ?? null)
  switch (state) {
    case 'recovered':
      return words('servers.banner.recovered', { server })
    case 'being_checked':
      return words('servers.banner.checked', { server })
    case 'without_data':
      return words('servers.banner.noData', { server })
    case 'fine':
      return words('servers.banner.fine', { server })
    case 'under_maintenance':
      return words('servers.banner.maintenance', { server })
    default:
      return words('servers.banner.trouble', { server, condition: state, care })
  }
}

/** Why a server is slow by our own work. measure: what we do; null: readers are not told. */
export function workSentence(words: Words, server: string, measure: Measure | null): string {
  return words(measure ? `servers.banner.our.${measure}` : 'servers.banner.ourDoing', { server })
}

/** A server's last days. since: the day from which on it is ours, where that is not all of them. */
type DaysFacts = {
  label: string
  days: number
  since: string | null
  isRetired: boolean
  sums: TroubleSums
}

/** "In the last 90 days web07 was down for 18 minutes and slow for 1 hour 35 minutes." */
export function daysSentence(
  words: Words,
  { label: server, days, since, isRetired, sums }: DaysFacts,
): string {
  const period = {
    server,
    days: String(days),
    isWhole: since !== null ? 'no' : isRetired ? 'retired' : 'yes',
    day: since ?? '',
  }
  if (sums.length === 0) return words('servers.days.calm', period)
  return words('servers.days.troubled', { ...period, list: troubleList(words, sums) })
}

type PastFacts = {
  label: string
  createdAt: Date
  retiredAt: Date | null
  changes: readonly StatusChange[]
}

/**
 * The same of a server that may be younger: then since its first day. changes: with the last one before the days; until: when it
 * was retired, else now.
 */
export function lastDaysSentence(
  words: Words,
  { label, createdAt, retiredAt, changes }: PastFacts,
  days: number,
  until: Date,
): string {
  const shown = daysOf(changes, createdAt, days, until)
  const firstOurs = shown.find(day => day.worst !== null)
  const isYounger = firstOurs !== undefined && firstOurs !== shown[0]
  return daysSentence(words, {
    label,
    days,
    since: isYounger ? shortDay(words, firstOurs.date, until) : null,
    isRetired: retiredAt !== null,
    sums: minutesInTrouble(changes, dayStart(until, days - 1), until),
  })
}

/** "24 Nov: down for 18 minutes and slow for 1 hour 35 minutes". day: as readers see it. */
export function daySentence(words: Words, { worst, sums }: Day, day: string): string {
  if (sums.length > 0) return words('servers.days.dayTroubled', { day, list: troubleList(words, sums) })
  return words(worst === null ? 'servers.days.dayUnknown' : 'servers.days.dayCalm', { day })
}

function troubleList(words: Words, sums: TroubleSums): string {
  const parts = sums.map(([condition, minutes]) =>
    words('servers.days.trouble', { condition, duration: inDuration(words, minutes) }),
  )
  return listInWords(words, parts)
}

/** What agents measure that readers see. */
export type ReadingKind = 'load' | 'response'

/** "1.2", "14", "180 ms" */
export function measuredValue(words: Words, measure: ReadingKind, value: number): string {
  const isRound = Number.isInteger(value) || value >= 10 || measure === 'response'
  return words(`servers.readings.${measure}.value`, { value: value.toFixed(isRound ? 0 : 1) })
}

type PlotFacts = { measure: ReadingKind; server: string; shown: PlotSpan; points: readonly PlotPoint[] }

/** What a plot shows, for who does not see it: its name, and a sentence. points: its hours. */
export function plotFacts(
  words: Words,
  { measure, server, shown, points }: PlotFacts,
): { title: string; what: string } {
  const period = words(`servers.readings.shown.${shown}`)
  const title = words(`servers.readings.${measure}.title`, { server, period })
  if (points.length === 0) return { title, what: words('servers.readings.none') }
  const least = Math.min(...points.map(point => point.least))
  const most = Math.max(...points.map(point => point.most))
  const average = points.reduce((sum, point) => sum + point.average, 0) / points.length
  const said = (value: number) => measuredValue(words, measure, value)
  const facts = { least: said(least), most: said(most), average: said(average) }
  return { title, what: words('servers.readings.what', { ...facts, gaps: plotHours[shown] - points.length }) }
}
