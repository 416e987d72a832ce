import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import type { DocumentQuery, PublicDocument } from '#lib/documents/document.ts'
import { framed, javascript } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import { frameHtml } from './frame-html.ts'
import { serverNote, siteNote } from './note.ts'

const query = { mobile: /^(true|false)$/, place: /^(corner|here)$/ }

/** What sites paste by one line; the file is kept in public/embed, and served here so that any page may load it. */
export const embedScript: PublicDocument = {
  path: /^\/embed\/script\.js$/,
  format: javascript,
  maxAgeSeconds: 3600,
  follows: () => '/embed/script.js',
  write: () => readFile(join(process.cwd(), 'public', 'embed', 'script.js'), 'utf8'),
}

/** The note about the whole site. */
export const siteFrame: PublicDocument = {
  path: /^\/embed\/frame$/,
  query,
  format: framed,
  maxAgeSeconds: 30,
  isWorded: true,
  write: async (asked, { db, now }) => {
    const words = currentWords()
    return frameHtml(words, { note: siteNote(words, await readBoard(now, db)), ...lookOf(asked) })
  },
}

/** The note about one server. */
export const serverFrame: PublicDocument = {
  path: /^\/embed\/frame\/(?<hostname>[a-z0-9._-]{1,253})$/,
  query,
  format: framed,
  maxAgeSeconds: 30,
  isWorded: true,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async (asked, { db, now }) => {
    const words = currentWords()
    const page = await readServerPage(asked.parts.hostname ?? '', now, db)
    if (!page) return null
    if ('movedTo' in page) return { movedTo: `/embed/frame/${page.movedTo}${searchOf(asked)}` }
    return frameHtml(words, { note: serverNote(words, page), ...lookOf(asked) })
  },
}

function lookOf({ query: { place } }: DocumentQuery) {
  return { place: place === 'here' ? ('here' as const) : ('corner' as const), isKept: true }
}

function searchOf({ query: asked }: DocumentQuery): string {
  const search = new URLSearchParams(asked).toString()
  return search && `?${search}`
}
