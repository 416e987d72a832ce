'use client'

import { useEffect } from 'react'
import { noteTyped } from '#app/desk/typed-words.ts'

/** Remembers what is typed at the desk, for the page that stands in the place of one that could not be made. */
export function TypedMemory() {
  useEffect(() => {
    document.addEventListener('input', noteTyped)
    return () => document.removeEventListener('input', noteTyped)
  }, [])
  return null
}
