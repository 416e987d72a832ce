import { staffWords } from '#app/desk/staff-words.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'

/** "take back update" */
export function actionWords(action: AuditAction): string {
  return staffWords(`deskAudit.action.${action}`)
}

const pages: ReadonlyMap<string, string> = new Map([
  ['post', '/desk/posts/'],
  ['server', '/desk/servers/'],
  ['source', '/desk/sources/'],
  ['subscriber', '/desk/subscribers/'],
])

/** The page of the desk that shows what something was done to; null: none does. */
export function pageOfSubject(subject: string): string | null {
  const [, noun = '', id = ''] = /^([a-z]+) ([a-z0-9]{12})$/.exec(subject) ?? []
  const page = pages.get(noun)
  return page ? `${page}${id}` : null
}

/** One fact of a line: how something was before and is now, or what is told of it. */
export type AuditFact = { name: string; before?: string; now: string }

/** What a line tells besides, in words: what changed first, then the rest. */
export function toldFacts(facts: Record<string, unknown> | null): AuditFact[] {
  const { changed, ...others } = facts ?? {}
  const { before, after, ...rest } = others
  const isDifference = isRecord(before) && isRecord(after)
  const told = Object.entries(isDifference ? rest : others).map(([name, now]) => plainFact(name, now))
  const own = isDifference ? differences('', before, after) : []
  return [...own, ...listed(changed), ...told].slice(0, mostFacts)
}

/** More than this nobody reads on a page; the export has all of it. */
const mostFacts = 40

/** What changed of several things, each by its name. */
function listed(changed: unknown): AuditFact[] {
  if (!Array.isArray(changed)) return changed === undefined ? [] : [plainFact('changed', changed)]
  return changed.flatMap((each: unknown) => {
    if (!isRecord(each) || !isRecord(each.before) || !isRecord(each.after))
      return [plainFact('changed', each)]
    return differences(`${valueWords(each.hostname)}: `, each.before, each.after)
  })
}

function plainFact(name: string, now: unknown): AuditFact {
  return { name: nameWords(name), now: valueWords(now) }
}

function differences(
  whose: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): AuditFact[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map(name => {
      const [was, is] = [valueWords(before[name]), valueWords(after[name])]
      return { name: `${whose}${nameWords(name)}`, before: was, now: is }
    })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** "confirmMinutes" as "confirm minutes" */
function nameWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
}

/** More of one value than this helps nobody on a page; the export has all of it. */
const longestValue = 300

function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '')
    return staffWords('deskAudit.auditLineRow.nothing')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
