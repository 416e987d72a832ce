'use client'

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'

const SiteZone = createContext('UTC')

const never = () => () => {}

/** Below it, times are read and typed in the zone of the person's device; while no script runs, in the site's. */
export function DeskZone({ siteZone, children }: { siteZone: string; children: ReactNode }) {
  return <SiteZone value={siteZone}>{children}</SiteZone>
}

/** The zone in which this person reads and types times. */
export function useZone(): string {
  const siteZone = use(SiteZone)
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => siteZone,
  )
}

/** Says whose times stand on the page. */
export function ZoneNote() {
  return <p className="frame pb-6 text-sm text-soft">Times are those of {useZone()}.</p>
}
