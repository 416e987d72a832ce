import type { Database } from '#db/client.ts'
import { readCopies } from '#db/reads/mirror/copies.ts'
import { env } from '#lib/env.ts'
import { type CopyState, copyTrouble } from '#lib/rules/mirror/copy-state.ts'

/** A copy that the environment asks for. state: null while nothing is known of it. */
export type ListedCopy = { name: string; state: CopyState | null; trouble: 'failing' | 'left' | null }

/** The copies of the site that there are to be, and how each is. */
export async function listCopies(db: Database, now: Date): Promise<ListedCopy[]> {
  const { MIRROR_DIR, MIRROR_S3, MIRROR_RSYNC } = env
  const names = [MIRROR_DIR, MIRROR_S3, MIRROR_RSYNC && `rsync to ${MIRROR_RSYNC}`].filter(
    name => name !== undefined,
  )
  const known = await readCopies(db, names)
  return names.map(name => {
    const state = known.find(each => each.name === name)?.state ?? null
    return { name, state, trouble: state && copyTrouble(state, now) }
  })
}
