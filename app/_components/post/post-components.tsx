import type { PostComponents } from '#lib/posts/render.ts'
import { Callout } from './callout.tsx'
import { Indicator } from './indicator.tsx'
import { Point, Points } from './points.tsx'
import { prose } from './prose.tsx'
import { type LookUpServer, ServerChip } from './server-chip.tsx'
import { Timestamp } from './timestamp.tsx'

/** Everything that may be drawn in a post. Statuses come from lookUpServer, so that posts need no database. */
export function postComponents({ lookUpServer }: { lookUpServer: LookUpServer }): PostComponents {
  return {
    ...prose,
    Points,
    Point,
    Callout,
    Indicator,
    // biome-ignore lint/correctness/noComponentHookFactories: drawn once on the server, there is no state to lose
    ServerChip: ({ hostname }: { hostname: string }) => (
      <ServerChip hostname={hostname} server={lookUpServer(hostname)} />
    ),
    Timestamp,
  }
}
