import type { ReactNode } from 'react'
import type { PostComponents } from '#lib/posts/render.ts'
import {
  type ContainmentAsked,
  containmentAsked,
  type LiveFacts,
  type SignsAsked,
  signsAsked,
} from '#lib/rules/posts/live-text.ts'
import { Callout } from './callout.tsx'
import { ContainmentList } from './containment-list.tsx'
import { Indicator } from './indicator.tsx'
import { IndicatorList } from './indicator-list.tsx'
import { Point, Points } from './points.tsx'
import { prose } from './prose.tsx'
import { type LookUpServer, ServerChip } from './server-chip.tsx'
import { Timestamp } from './timestamp.tsx'

type Given = {
  lookUpServer: LookUpServer
  /** What stands below a point, by its name and its number; left out: nothing. */
  notesOf?: (names: readonly string[]) => ReactNode
  /** What its lists show now; left out: nothing. */
  live?: LiveFacts | null
}

type NumberedPoint = { number: string; id?: string; children?: ReactNode }

/** Everything that may be drawn in a post. Statuses come from lookUpServer, so that posts need no database. */
export function postComponents({ lookUpServer, notesOf, live = null }: Given): PostComponents {
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
    Indicators: (asked: SignsAsked) => (live ? <IndicatorList signs={signsAsked(live, asked)} /> : null),
    // biome-ignore lint/correctness/noComponentHookFactories: drawn once on the server, there is no state to lose
    Containment: (asked: ContainmentAsked) =>
      live ? <ContainmentList facts={containmentAsked(live, asked)} live={live} /> : null,
    // biome-ignore lint/correctness/noComponentHookFactories: drawn once on the server, there is no state to lose
    ServerChip: ({ hostname }: { hostname: string }) => (
      <ServerChip hostname={hostname} server={lookUpServer(hostname)} />
    ),
    Timestamp,
  }
}
