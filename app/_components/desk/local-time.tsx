'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** A time on the reader's clock, and in UTC on hover or while no script runs. */
export function LocalTime({ at }: { at: Date }) {
  const utc = `${write(at, 'UTC')} UTC`
  const shown = useSyncExternalStore(
    never,
    () => write(at),
    () => utc,
  )
  return (
    <time dateTime={at.toISOString()} title={utc} className="tabular-nums">
      {shown}
    </time>
  )
}

function write(at: Date, timeZone?: string): string {
  const day = { day: 'numeric', month: 'short' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...day, ...time, timeZone }).format(at)
}
