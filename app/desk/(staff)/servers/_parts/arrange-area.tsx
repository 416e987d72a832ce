'use client'

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from 'react'

/**
 * Rows that are put in order: by their buttons, by an arrow key on their handle, or drawn by it with mouse or finger.
 * Each row says its server in data-server; without scripts the buttons do it alone.
 */
export function ArrangeArea({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null)
  const drop = useRef<HTMLInputElement>(null)
  const { press, begin, draw, end, leave } = useArranging(area, drop)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what is done with the buttons in it
    <div
      ref={area}
      onKeyDown={press}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={leave}
    >
      <input type="hidden" name="drop" ref={drop} defaultValue="" />
      {children}
    </div>
  )
}

/** What is done with keys and pointer. drop: the field that says where a row was drawn to. */
function useArranging(area: RefObject<HTMLDivElement | null>, drop: RefObject<HTMLInputElement | null>) {
  const drawn = useRef<string | null>(null)
  const moved = useRef<string | null>(null)

  // The row that was moved keeps the focus in its new place.
  useEffect(() => {
    if (!moved.current) return
    area.current?.querySelector<HTMLElement>(`[data-server="${moved.current}"] [data-handle]`)?.focus()
  })

  function leave(): void {
    drawn.current = null
    mark(area.current, null, null)
  }

  return {
    leave,
    press(event: KeyboardEvent<HTMLDivElement>): void {
      const way = ways.get(event.key)
      const row = rowOf(event.target)
      moved.current = null
      if (!way || !row || !isHandle(event.target)) return
      event.preventDefault()
      moved.current = row.dataset.server ?? null
      row.querySelector<HTMLButtonElement>(`button[value$=" ${way}"]`)?.click()
    },
    begin(event: PointerEvent<HTMLDivElement>): void {
      moved.current = null
      if (!isHandle(event.target) || event.button !== 0) return
      drawn.current = rowOf(event.target)?.dataset.server ?? null
      event.currentTarget.setPointerCapture(event.pointerId)
      event.preventDefault()
    },
    draw(event: PointerEvent<HTMLDivElement>): void {
      if (drawn.current) mark(area.current, drawn.current, placeAt(event))
    },
    end(event: PointerEvent<HTMLDivElement>): void {
      const [serverId, place] = [drawn.current, placeAt(event)]
      leave()
      if (!serverId || !place || place.serverId === serverId || !drop.current) return
      moved.current = serverId
      drop.current.value = `${serverId} ${place.side} ${place.serverId}`
      drop.current.form?.requestSubmit()
      drop.current.value = ''
    },
  }
}

const ways = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
])

type Place = { serverId: string; side: 'before' | 'after' }

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-server]') : null
}

function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-handle]') !== null
}

/** The row under the pointer, and which half of it. */
function placeAt({ clientX, clientY }: PointerEvent): Place | null {
  const row = rowOf(document.elementFromPoint(clientX, clientY))
  if (!row?.dataset.server) return null
  const { top, height } = row.getBoundingClientRect()
  return { serverId: row.dataset.server, side: clientY < top + height / 2 ? 'before' : 'after' }
}

/** Shows which row is drawn, and where it would go. */
function mark(area: HTMLElement | null, drawn: string | null, place: Place | null): void {
  for (const row of area?.querySelectorAll<HTMLElement>('[data-server]') ?? []) {
    row.toggleAttribute('data-drawn', row.dataset.server === drawn)
    const isPlace = place !== null && place.serverId === row.dataset.server && place.serverId !== drawn
    if (isPlace) row.dataset.drop = place.side
    else delete row.dataset.drop
  }
}
