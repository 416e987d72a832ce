'use client'

import { use, useState } from 'react'
import { type DeskWords, fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { momentsAt, wallTime } from '#lib/rules/time/wall-time.ts'
import { TypedContext } from './action-form.tsx'
import { useZone } from './desk-zone.tsx'

type Props = { label: string; name: string; at: Date | null; isRequired?: boolean }

/** A day and a time on the clock of whoever types it, which the label names, with UTC below it. */
export function MomentField({ label, name, at, isRequired = true }: Props) {
  const zone = useZone()
  const { clock } = useDeskWords()
  const typed = use(TypedContext)?.[name]
  const start = typed ?? (at ? wallTime(at, zone) : '')
  const [changed, setChanged] = useState<string | null>(null)
  const hint = hintOf(clock, changed ?? start, zone)
  return (
    <label className="grid grid-cols-[minmax(0,1fr)] content-start gap-1">
      <span className="text-sm font-semibold">
        {label} ({zone})
      </span>
      <input
        key={`${zone} ${start}`}
        type="datetime-local"
        name={name}
        defaultValue={start}
        required={isRequired}
        onChange={event => setChanged(event.target.value)}
        className="field"
      />
      {hint ? <span className="text-sm text-soft">{hint}</span> : null}
    </label>
  )
}

/** Says to the server by which clock the times of this form were typed. */
export function TypedZone() {
  return <input type="hidden" name="zone" value={useZone()} readOnly />
}

function hintOf(clock: DeskWords['clock'], wall: string, zone: string): string | null {
  if (wall === '' || zone === 'UTC') return null
  const moments = momentsAt(wall, zone).map(at => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`)
  const [first, second] = moments
  if (first === undefined) return clock.noSuchTime
  return second === undefined
    ? fillIn(clock.thatIs, { moment: first })
    : fillIn(clock.twice, { first, second })
}
