'use client'

import { type ComponentProps, useId, useLayoutEffect, useRef, useState } from 'react'

/**
 * A text area that keeps what was typed before the scripts of its page ran: React puts its stored text back as it takes over,
 * where it leaves all other fields alone.
 */
export function TextArea({ id, ...rest }: Omit<ComponentProps<'textarea'>, 'ref' | 'value'>) {
  const ownId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [early] = useState(() => typedEarly(id ?? ownId))
  useLayoutEffect(() => {
    if (early === null || !area.current) return
    area.current.value = early
    // So that the form knows of it, as if it were typed now.
    area.current.dispatchEvent(new Event('input', { bubbles: true }))
  }, [early])
  return <textarea ref={area} id={id ?? ownId} {...rest} />
}

/** What stands in the text area of this id, where that is not what the page came with; null: nothing else, or it is new. */
function typedEarly(id: string): string | null {
  if (typeof document === 'undefined') return null
  const found = document.getElementById(id)
  const isTyped = found instanceof HTMLTextAreaElement && found.value !== found.defaultValue
  return isTyped ? found.value : null
}
