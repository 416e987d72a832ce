'use client'

/** Words that somebody typed on this page: the label of the field, and its text. */
export type TypedWords = { label: string; text: string }

/** Below this there is nothing that one would miss. */
const leastLength = 12
const mostFields = 10

let path = ''
const fields = new Map<string, TypedWords>()

/** Remembers the last text of a field, as long as the page is the same and the browser does not load it anew. No secret. */
export function noteTyped({ target }: Event): void {
  if (path !== location.pathname) fields.clear()
  path = location.pathname
  const isText =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
  if (!isText || target.name === 'secret') return
  const label =
    target.labels?.[0]?.querySelector('span')?.textContent ?? target.labels?.[0]?.textContent ?? target.name
  fields.set(target.name, { label, text: target.value })
  const [oldest] = fields.keys()
  if (fields.size > mostFields && oldest !== undefined) fields.delete(oldest)
}

/** What was typed on this page and may be missed. */
export function typedWords(): TypedWords[] {
  if (typeof window === 'undefined' || path !== location.pathname) return []
  return [...fields.values()].filter(({ text }) => text.length >= leastLength)
}
