import type { ReactNode } from 'react'
import type { PostComponents } from '#lib/posts/render.ts'
import { Callout } from './callout.tsx'
import { Indicator } from './indicator.tsx'
import { Point, Points } from './points.tsx'
import { prose } from './prose.tsx'
import { type LookUpServer, ServerChip } from './server-chip.tsx'
import { Timestamp } from './timestamp.tsx'

type Given = {
  lookUpServer: LookUpServer
  /** What stands below a point, by its name and its number; left out: nothing. */
  notesOf?: (names: readonly string[]) => ReactNode
}

type NumberedPoint = { number: string; id?: string; children?: ReactNode }

/** Everything that may be drawn in a post. Statuses come from lookUpServer, so that posts need no database. */
export function postComponents({ lookUpServer, notesOf }: Given): PostComponents {
  return {
    ...prose,
    Points,
    // biome-ignore lint/correctness/noComponentHookFactories: drawn once on the server, there is no state to lose
    Point: ({ number, id, children }: NumberedPoint) => (
      <Point number={number} id={id} notes={notesOf?.(id ? [id, number] : [number])}>
        {children}
      </Point>
    ),
    Callout,
    Indicator,
    // biome-ignore lint/correctness/noComponentHookFactories: drawn once on the server, there is no state to lose
    ServerChip: ({ hostname }: { hostname: string }) => (
      <ServerChip hostname={hostname} server={lookUpServer(hostname)} />
    ),
    Timestamp,
  }
}
