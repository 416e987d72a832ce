import type { PublicStatus } from '#db/reads/servers/public-status.ts'
import type { AskedPosts } from '#db/reads/statuspage/statuspage-site.ts'
import type { DocumentQuery } from '#lib/documents/document.ts'
import { isCancelled } from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'

/** How many posts Statuspage gives at once. */
const postsPerPage = 50

/** Pages count from 1. Behind the last one they are empty: readers go on until then. */
export const pageNumbers: Record<string, RegExp> = { page: /^[1-9]\d{0,4}$/ }

/** Posts of one kind, a page at a time, the newest first. */
export function askPage(kind: PostKind, { page }: DocumentQuery['query']): AskedPosts {
  const offset = (Number(page ?? 1) - 1) * postsPerPage
  return { kinds: [kind], limit: postsPerPage, offset }
}

/** The incidents that are open, and the work that runs or is planned. */
export function openIds(status: PublicStatus): string[] {
  return [...incidentIds(status), ...workIds(status)]
}

export function incidentIds({ incidents }: PublicStatus): string[] {
  return incidents.map(incident => incident.postId)
}

/** What was cancelled is planned no more. */
export function workIds({ maintenance }: PublicStatus): string[] {
  return maintenance.flatMap(work => (work.postId && !isCancelled(work) ? [work.postId] : []))
}
