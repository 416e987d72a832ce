import type { Database } from '#db/client.ts'
import { readKeptSite } from '#db/reads/settings/site.ts'
import { holdSite } from '#lib/site.ts'

/** Puts in force in this process what the database keeps of the site. Throws when the database does not answer. */
export async function loadSite(db: Database): Promise<void> {
  holdSite(await readKeptSite(db))
}
