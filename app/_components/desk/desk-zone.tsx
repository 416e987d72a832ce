'use client'

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { shownIn } from '#lib/rules/time/clock.ts'

const SiteZone = createContext('UTC')

const FixedZone = createContext<string | null>(null)

const never = () => () => {}

/** Below it, times are read and typed in the zone of the person's device; while no script runs, in the site's. */
export function DeskZone({ siteZone, children }: { siteZone: string; children: ReactNode }) {
  return <SiteZone value={siteZone}>{children}</SiteZone>
}

/** Below it, times are read and typed by the clocks of one zone, wherever the person is. */
export function OnClocksOf({ zone, children }: { zone: string; children: ReactNode }) {
  return <FixedZone value={zone}>{children}</FixedZone>
}

/** The zone in which this person reads and types times. */
export function useZone(): string {
  const siteZone = use(SiteZone)
  const fixed = use(FixedZone)
  return useSyncExternalStore(
    never,
    () => fixed ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => fixed ?? siteZone,
  )
}

/** The one clock by which all times of the page are written, with its name. at: when the page was made. */
export function DeskClock({ at }: { at: Date }) {
  const { clock, tag } = useDeskWords()
  const zone = useZone()
  const [now, setNow] = useState(at)
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000)
    setNow(new Date())
    return () => clearInterval(timer)
  }, [])
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const
  return (
    <p className="text-sm whitespace-nowrap text-soft" title={fillIn(clock.zone, { zone })}>
      <span className="sr-only">{clock.itIs} </span>
      <time
        dateTime={now.toISOString()}
        className="font-semibold text-ink tabular-nums"
        suppressHydrationWarning
      >
        {new Intl.DateTimeFormat(tag, time).format(now)}
      </time>{' '}
      <span className="sm:hidden">{shownIn(zone, now).label}</span>
      <span className="hidden sm:inline">{zone}</span>
    </p>
  )
}
