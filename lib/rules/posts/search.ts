import { type PostKind, postKinds } from './post.ts'

/** What a reader looks for among the posts; null and empty: it does not matter. */
export type PostSearch = { text: string; kind: PostKind | null; server: string; page: number }

const longestText = 120
const longestServer = 253
const lastPage = 500

/** Reads the form; nothing that is typed is refused: what means nothing is left out, and what is too long is cut. */
export function readPostSearch(fields: {
  q?: unknown
  kind?: unknown
  server?: unknown
  page?: unknown
}): PostSearch {
  const page = typeof fields.page === 'string' && /^[1-9]\d{0,2}$/.test(fields.page) ? Number(fields.page) : 1
  return {
    text: line(fields.q, longestText),
    kind: postKinds.find(kind => kind === fields.kind) ?? null,
    server: line(fields.server, longestServer).toLowerCase(),
    page: Math.min(page, lastPage),
  }
}

function line(value: unknown, most: number): string {
  const text = typeof value === 'string' ? value : ''
  return text
    .slice(0, most)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
}
