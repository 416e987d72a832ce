import type { ProductReader } from '#lib/imports/reader.ts'
import { CannotRead } from '#lib/imports/source/cannot-read.ts'
import { parseJson } from '#lib/imports/source/parse.ts'
import { findSqlite, withSqlite } from '#lib/imports/source/sqlite.ts'
import { addKumaBackup } from './backup.ts'
import { addKumaDatabase } from './database.ts'

/** The database of Uptime Kuma 1 or 2 (kuma.db), or the JSON backup of version 1, which holds monitors alone. */
export const uptimeKumaReader: ProductReader = {
  asking: () => ({ headers: {}, gapMs: 0 }),
  fromApi: null,

  fromFiles(files, draft, { page }) {
    const found = findSqlite(files)
    if (found) return withSqlite(found.bytes, found.log, file => addKumaDatabase(draft, file, page))
    const name = files.names.find(each => each.toLowerCase().endsWith('.json'))
    if (!name) throw new CannotRead('not-this-product', 'kuma.db')
    addKumaBackup(draft, parseJson(files.text(name), name))
  },
}
