import { z } from 'zod'
import type { Draft } from '#lib/imports/building/draft.ts'
import { laterOf, readTheirTime } from '#lib/imports/building/moment.ts'
import { looseFlag, looseList, looseText } from '#lib/imports/building/shape.ts'
import { parseYaml } from '#lib/imports/source/parse.ts'
import type { MovedOf, MovedPhase } from '#lib/rules/imports/moved.ts'
import type { JudgedImpact } from '#lib/rules/incidents/judgement.ts'

const Time = z.union([z.string(), z.date()]).nullish().catch(null)

const Front = z.object({
  title: looseText,
  date: Time,
  resolved: looseFlag,
  resolvedWhen: Time,
  severity: looseText,
  affected: looseList(z.string()),
  informational: looseFlag,
  draft: looseFlag,
})

export type CstateIssue = { front: z.infer<typeof Front>; body: string }

/** A post in its two parts; null: it is not written as cState's are. */
export function splitIssue(text: string): CstateIssue | null {
  const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text.slice(0, 1_000_000))
  if (!found) return null
  try {
    const front = Front.safeParse(parseYaml(found[1] ?? '', 'front matter'))
    return front.success ? { front: front.data, body: text.slice(found[0].length) } : null
  } catch {
    return null
  }
}

/** Adds a post: a notice that ends is planned work, what only informs is an advisory, all else an incident. */
export function addIssue(draft: Draft, { id, front, body }: CstateIssue & { id: string }, zone: string) {
  const startedAt = readTheirTime(front.date, zone)
  if (front.draft) return draft.leave('hidden', front.title)
  if (!startedAt) return draft.leave('odd-time', front.title)
  const serverIds = front.affected.filter(name => draft.has('server', name))
  const title = draft.title(front.title)
  if (front.informational) {
    const text = draft.text(withoutTracks(body), 'full') || title
    draft.add({ kind: 'advisory', id, title, publishedAt: startedAt, text, serverIds })
    return
  }
  const resolvedAt = readTheirTime(front.resolvedWhen, zone)
  const { entries, rest } = entriesOf(draft, body, startedAt, zone)
  if (front.severity === 'notice' && resolvedAt && resolvedAt > startedAt && serverIds.length > 0) {
    const doneAt = front.resolved ? resolvedAt : null
    const text = draft.text(withoutTracks(body)) || null
    const work = {
      kind: 'maintenance' as const,
      id,
      title,
      text,
      serverIds,
      startsAt: startedAt,
      endsAt: resolvedAt,
      doneAt,
    }
    draft.addMaintenance({ ...work, publishedAt: startedAt, cancelledAt: null, entries: [] })
    return
  }
  const endedAt = front.resolved ? laterOf(resolvedAt ?? entries.at(-1)?.at ?? startedAt, startedAt) : null
  draft.add({
    kind: 'incident',
    id,
    title,
    startedAt,
    endedAt,
    phase: endedAt ? 'resolved' : (entries.findLast(entry => entry.phase)?.phase ?? 'investigating'),
    entries,
    servers: serverIds.map(server => ({ id: server, impact: impactOf(front.severity) })),
    review: rest,
  })
}

function impactOf(severity: string | null | undefined): JudgedImpact {
  if (severity === 'down') return 'major_outage'
  return severity === 'disrupted' ? 'partial_outage' : 'degraded'
}

const track = /\{\{[<%]\s*track\s+["'`]?([^"'`>%}]{1,60})["'`]?\s*[>%]\}\}/g

function withoutTracks(body: string): string {
  return body.replace(track, '')
}

type Entries = MovedOf<'incident'>['entries']

/** Paragraphs that end with a time are entries, the newest first; what stands above them was written afterwards. */
function entriesOf(
  draft: Draft,
  body: string,
  startedAt: string,
  zone: string,
): { entries: Entries; rest: string | null } {
  const pieces = body.split(track)
  const entries: Entries = []
  let before = ''
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const paragraphs = (pieces[i] ?? '').trim().split(/\n\s*\n/)
    const own = paragraphs.pop() ?? ''
    if (i === 0) before = paragraphs.join('\n\n')
    const at = readTheirTime(pieces[i + 1]?.trim(), zone)
    const text = draft.text(own)
    if (at && text !== '') entries.push({ at, phase: phaseIn(own), text })
  }
  const after = (pieces.at(-1) ?? '').trim()
  if (entries.length === 0) {
    const text = draft.text(body)
    return { entries: text === '' ? [] : [{ at: startedAt, phase: null, text }], rest: null }
  }
  const rest = draft.text([before, after].filter(part => /\p{L}/u.test(part)).join('\n\n'), 'full')
  return { entries: entries.sort((a, b) => (a.at < b.at ? -1 : 1)), rest: rest === '' ? null : rest }
}

/** By its first word, as cState writes it: "*Monitoring* - After …". */
function phaseIn(text: string): MovedPhase | null {
  const word = /^[*_\s]{0,6}(investigating|identified|monitoring|resolved|fixed)\b/i
    .exec(text)?.[1]
    ?.toLowerCase()
  if (word === 'fixed') return 'resolved'
  return (word ?? null) as MovedPhase | null
}
