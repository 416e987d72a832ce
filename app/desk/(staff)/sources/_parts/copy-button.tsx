'use client'

import { useState, useSyncExternalStore } from 'react'

const never = () => () => {}

/** copied: what is said afterwards. */
type Props = { text: string; word: string; copied: string }

/** Copies a text. Not there where the browser cannot: without scripts, or without TLS. */
export function CopyButton({ text, word, copied }: Props) {
  const [isCopied, setIsCopied] = useState(false)
  const canCopy = useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => false,
  )
  if (!canCopy) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  return (
    <>
      <button
        type="button"
        onClick={copy}
        className="min-h-11 cursor-pointer rounded-md border border-soft bg-card px-3 py-1 text-sm font-semibold text-ink hover:border-ink"
      >
        {word}
      </button>
      <span role="status" className="text-sm text-ok">
        {isCopied ? copied : ''}
      </span>
    </>
  )
}
