import type { Sources } from '#lib/documents/document.ts'
import type { Format } from '#lib/documents/format.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'

/** A document of a brand: it reads the brand's own servers alone, and is given what it may name. */
export type BrandDocument = {
  path: RegExp
  format: Format
  maxAgeSeconds: number
  /** null: there is no such thing. */
  write: (brand: Brand, parts: Record<string, string>, sources: Sources) => Promise<string | null>
}
