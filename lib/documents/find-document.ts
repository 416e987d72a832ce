import type { DocumentQuery, PublicDocument } from './document.ts'
import { documents } from './documents.ts'

/** What an address asks for. key: the address in the one form under which it is kept. */
export type FoundDocument = { document: PublicDocument; asked: DocumentQuery; key: string } & (
  | { is: 'asked' }
  /** The value of this field of the query has another form than the document reads. */
  | { is: 'refused'; field: string }
)

/** The document that an address means, whatever letters it is written in, or null. url: the path with its query. */
export function findDocument(
  url: string,
  among: readonly PublicDocument[] = documents,
): FoundDocument | null {
  const mark = url.indexOf('?')
  const path = plainPathOf(mark < 0 ? url : url.slice(0, mark))
  for (const document of among) {
    const parts = document.path.exec(path)
    if (!parts) continue
    const given = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
    const { query, wrong } = readQuery(given, document.query ?? {})
    const asked = { parts: { ...parts.groups }, query }
    const key = path + writeQuery(query)
    return wrong === null
      ? { is: 'asked', document, asked, key }
      : { is: 'refused', document, asked, key, field: wrong }
  }
  return null
}

function plainPathOf(path: string): string {
  if (!path.includes('%')) return path.toLowerCase()
  try {
    return decodeURIComponent(path).toLowerCase()
  } catch {
    return path
  }
}

function readQuery(given: URLSearchParams, forms: Record<string, RegExp>) {
  const query: DocumentQuery['query'] = {}
  let wrong: string | null = null
  for (const [field, form] of Object.entries(forms)) {
    const value = given.get(field)
    if (value === null) continue
    if (form.test(value)) query[field] = value
    else wrong ??= field
  }
  return { query, wrong }
}

/** In the order of the document, so that an address has one key however it is written. */
function writeQuery(query: DocumentQuery['query']): string {
  const written = new URLSearchParams(query).toString()
  return written === '' ? '' : `?${written}`
}
