import type { Draft } from '#lib/imports/building/draft.ts'
import { laterOf, readTheirTime } from '#lib/imports/building/moment.ts'
import { type MovedOf, mostMovedEntries } from '#lib/rules/imports/moved.ts'
import type { GithubComment, GithubIssue } from './shapes.ts'

/** Adds an issue by its labels: of a site that is down, or of work that is planned. Others are no part of the page. */
export function addUpptimeIssue(draft: Draft, issue: GithubIssue, comments: readonly GithubComment[] | null) {
  if (issue.pull_request) return
  if (issue.labels.includes('maintenance')) addMaintenance(draft, issue)
  else if (issue.labels.includes('status')) addIncident(draft, issue, comments)
}

function addIncident(draft: Draft, issue: GithubIssue, comments: readonly GithubComment[] | null) {
  const startedAt = readTheirTime(issue.created_at)
  if (!startedAt) return draft.leave('odd-time', issue.title)
  if (comments === null && (issue.comments ?? 0) > 0) draft.leave('entries-not-offered', issue.title)
  const isOver = issue.state === 'closed'
  const endedAt = isOver ? laterOf(readTheirTime(issue.closed_at) ?? startedAt, startedAt) : null
  const impact = /degraded/i.test(issue.title ?? '') ? ('degraded' as const) : ('major_outage' as const)
  draft.add({
    kind: 'incident',
    id: `${issue.number}`,
    title: draft.title(withoutSign(issue.title)),
    startedAt,
    endedAt,
    phase: isOver ? 'resolved' : 'investigating',
    entries: entriesOf(draft, issue, startedAt, comments ?? []),
    servers: issue.labels.filter(slug => draft.has('server', slug)).map(id => ({ id, impact })),
    review: null,
  })
}

const withoutSign = (title: string | null | undefined) => (title ?? '').replace(/^[^\p{L}\p{N}[(]+/u, '')

function entriesOf(
  draft: Draft,
  { body }: GithubIssue,
  startedAt: string,
  comments: readonly GithubComment[],
): MovedOf<'incident'>['entries'] {
  const opening = { at: startedAt, phase: 'investigating' as const, text: draft.text(body) }
  const others = comments.flatMap((comment): MovedOf<'incident'>['entries'] => {
    const at = readTheirTime(comment.created_at)
    const phase = /^\s*\*\*Resolved/i.test(comment.body ?? '') ? ('resolved' as const) : null
    return at ? [{ at, phase, text: draft.text(comment.body) }] : []
  })
  return [opening, ...others]
    .filter(({ text }) => text !== '')
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-mostMovedEntries)
}

/** Planned work says when, and of what, in a comment of HTML: "start: …", "end: …", "expectedDown: slug, slug". */
function addMaintenance(draft: Draft, issue: GithubIssue) {
  const facts = factsIn(issue.body ?? '')
  const startsAt = readTheirTime(facts.get('start'))
  const endsAt = readTheirTime(facts.get('end'))
  if (!startsAt || !endsAt || endsAt <= startsAt) return draft.leave('odd-time', issue.title)
  const named = [facts.get('expectedDown'), facts.get('expectedDegraded')].flatMap(text =>
    (text ?? '').split(','),
  )
  const serverIds = [...new Set(named.map(slug => slug.trim()))].filter(slug => draft.has('server', slug))
  draft.addMaintenance({
    kind: 'maintenance',
    id: `${issue.number}`,
    title: draft.title(withoutSign(issue.title)),
    text: draft.text(issue.body) || null,
    publishedAt: readTheirTime(issue.created_at) ?? startsAt,
    startsAt,
    endsAt,
    doneAt: null,
    cancelledAt: null,
    serverIds,
    entries: [],
  })
}

function factsIn(body: string): Map<string, string> {
  const inside = body.split('<!--')[1]?.split('-->')[0] ?? ''
  return new Map(
    inside.split('\n').flatMap(line => {
      const at = line.indexOf(':')
      return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : []
    }),
  )
}
