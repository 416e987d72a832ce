import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { ReactElement } from 'react'

/**
 * Public pages that something changed. Its id tells a process that it has heard of this change already.
 * Paths are as in the address bar: '/', '/posts/x'; '*' means all.
 */
export type PageChange = { id: string; paths: readonly string[] }

/** Stands among the paths of a change for what staff alone see of it. */
export const deskPage = '/desk'

/** Makes public pages without the framework. */
export type DrawnPages = {
  /** Which kind of page an address is; null: none that is made so. */
  kindOf(url: string): string | null
  /** The page; null: it is the framework's to say what there is. styles: the addresses of its style sheets. */
  draw(url: string, styles: readonly string[]): Promise<ReactElement | null>
}

/**
 * What server.ts and Next's bundle both need. Each holds its own copy of a module,
 * so the one instance lives on globalThis; server.ts puts it there before Next starts.
 */
export type Shared = {
  connectionString: string
  pool: Pool
  pages: {
    /** Resolves once no reader can get an older page for the paths of this change. */
    refresh(change: PageChange): Promise<void>
    /** Resolves once the pages of the changes so far are made for those who read them, at the latest after this many milliseconds. */
    made?(mostMs: number): Promise<void>
  }
  /** What the operator should mend about the process itself, in sentences for staff. Set by server.ts. */
  warnings?: () => string[]
  /** Heartbeats are kept together so often at the most, in milliseconds; left out: each as soon as it can be. Set by server.ts. */
  heartbeatGapMs?: number
  /** Set at boot by the bundle, which has the pages' files. */
  drawnPages?: DrawnPages
  /** Connections that the job runner may open; left out: as many as one process needs. Set by server.ts. */
  jobConnections?: number
  /** The job runner. Set by the workers at boot. */
  boss?: PgBoss
  /** Runs the decider soon; many calls at once are one run. Set by the workers at boot. */
  nudge?: () => void
  /** Sends soon what is due. Set by the workers at boot. */
  nudgeSender?: () => void
  /** Why the workers could not start. Set by Next’s start, which tells nobody else. */
  failedStart?: unknown
  /** Ends the workers: no new job or decision begins, running ones finish. Set by the workers at boot. */
  stopWorkers?: () => Promise<void>
}

const key = Symbol.for('allclear.shared')
type Holder = { [key]?: Shared }

export function setShared(shared: Shared): void {
  ;(globalThis as Holder)[key] = shared
}

/** The process-wide objects. Throws when nobody called setShared: a bug, never a state of the world. */
export function getShared(): Shared {
  const shared = (globalThis as Holder)[key]
  if (!shared) throw new Error('The shared objects are missing: start the product with server.ts.')
  return shared
}

/** The one of this name in the process, made by whichever copy of a module asks first. */
export function sharedOnce<T>(name: string, make: () => T): T {
  const holder = globalThis as Record<symbol, unknown>
  const once = Symbol.for(`allclear.${name}`)
  holder[once] ??= make()
  return holder[once] as T
}
