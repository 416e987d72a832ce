import type { PostMaintenance } from '#db/reads/posts/post-parts.ts'
import type { PostRecord } from '#db/reads/posts/post-records.ts'

/** Maintenance in a calendar. maintenance: as the servers of the calendar have it. labels: of servers by their ids. */
export type PlannedMaintenance = {
  post: PostRecord
  maintenance: PostMaintenance
  text: string | null
  labels: ReadonlyMap<string, string>
}
