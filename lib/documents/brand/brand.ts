import { readSiteFile } from '#db/reads/settings/site.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { css, type Format, picture, png } from '#lib/documents/format.ts'

/** A year: the address of a file says what is in it. */
const maxAgeSeconds = 31_536_000

/** The pictures and style sheets that the hoster gave, as they were cleaned. */
export const brandFiles: readonly PublicDocument[] = [
  brandFile('png', png),
  brandFile('svg', picture),
  brandFile('css', css),
]

function brandFile(type: 'png' | 'svg' | 'css', format: Format): PublicDocument {
  return {
    path: new RegExp(`^/brand/(?<name>[0-9a-f]{32}\\.${type})$`),
    format,
    maxAgeSeconds,
    follows: ({ name }) => `/brand/${name}`,
    write: ({ parts: { name = '' } }, { db }) => readSiteFile(db, name),
  }
}
