'use client'

import { type ComponentProps, useId, useLayoutEffect, useRef, useState } from 'react'

/** What was typed into text areas that React has not taken over yet. */
const early = new WeakMap<HTMLTextAreaElement, string>()
const taken = new WeakSet<HTMLTextAreaElement>()

// It may take over a page in several steps, or begin anew, and puts the stored text back each time.
if (typeof document !== 'undefined')
  document.addEventListener(
    'input',
    ({ target }) => {
      if (target instanceof HTMLTextAreaElement && !taken.has(target)) early.set(target, target.value)
    },
    { capture: true },
  )

/**
 * A text area that keeps what was typed before React has taken it over: React puts its stored text back as it does, where it
 * leaves all other fields alone.
 */
export function TextArea({ id, ...rest }: Omit<ComponentProps<'textarea'>, 'ref' | 'value'>) {
  const ownId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  useState(() => noteTyped(id ?? ownId))
  useLayoutEffect(() => {
    if (area.current) restoreTyped(area.current)
  }, [])
  return <textarea ref={area} id={id ?? ownId} {...rest} />
}

/** Notes what stands in the text area of this id where that is not what the page came with. */
function noteTyped(id: string): void {
  if (typeof document === 'undefined') return
  const found = document.getElementById(id)
  if (found instanceof HTMLTextAreaElement && found.value !== found.defaultValue)
    early.set(found, found.value)
}

function restoreTyped(area: HTMLTextAreaElement): void {
  const typed = early.get(area)
  early.delete(area)
  taken.add(area)
  if (typed === undefined) return
  area.value = typed
  // So that the form knows of it, as if it were typed now.
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
