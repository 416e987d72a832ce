import type { Draft } from './building/draft.ts'
import type { Api, ApiOptions } from './source/api.ts'
import type { SavedFiles } from './source/files.ts'

/** What whoever moves says besides the file or the address. */
export type ReadingHints = {
  /** In which times without a zone are. */
  zone: string
  /** Of which page of the product; empty: it has one, or it is to be found out. */
  page: string
  now: Date
}

/** How one product is read. Both put what they find into the draft, and throw CannotRead where there is nothing to read. */
export type ProductReader = {
  /** null: nothing that is saved of it says enough. */
  fromFiles: ((files: SavedFiles, draft: Draft, hints: ReadingHints) => void) | null
  /** null: it is not asked. */
  fromApi: ((api: Api, draft: Draft, hints: ReadingHints) => Promise<void>) | null
  /** How it wants to be asked with this key; empty: without one. */
  asking: (key: string) => Pick<ApiOptions, 'headers' | 'gapMs'>
}
