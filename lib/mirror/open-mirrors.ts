import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Database } from '#db/client.ts'
import { lockOf } from '#db/hold-lock.ts'
import { env } from '#lib/env.ts'
import { noteCopyFailed, noteCopyWritten } from '#lib/flows/mirror/note-copy.ts'
import { log } from '#lib/log/log.ts'
import type { Shared } from '#lib/shared.ts'
import { CopyKeeper, type CopyTeller } from './keep-copy.ts'
import { Mirror } from './mirror.ts'
import { type CopiedFront, sourceOf } from './source.ts'
import type { CopyTarget } from './target.ts'
import { openBucket } from './targets/bucket.ts'
import { CopyDirectory } from './targets/directory.ts'
import { openRsync } from './targets/rsync.ts'

type Given = { connectionString: string; db: Database; front: CopiedFront }

/** Keeps the copies that the environment asks for; none: does nothing. Call note with what has changed, once pages show it. */
export function openMirrors({ connectionString, db, front }: Given) {
  const targets = openTargets()
  const source = sourceOf(front)
  const kept = targets.map(
    target =>
      new CopyKeeper({
        name: target.name,
        mirror: new Mirror(target, source),
        lock: lockOf(connectionString, target.lock),
        tell: tellerOf(db, target.name),
      }),
  )
  return {
    /** Begins, once pages can be rendered. */
    start(): void {
      for (const copy of kept) copy.start()
    },
    note(paths: readonly string[]): void {
      for (const copy of kept) copy.note(paths)
    },
    async stop(): Promise<void> {
      await Promise.all(kept.map(copy => copy.stop()))
      for (const target of targets) target.close?.()
    },
  }
}

/** Pages whose changes are copied too, once they are shown. */
export function copyingPages(
  { refresh, made }: Required<Shared['pages']>,
  mirrors: { note(paths: readonly string[]): void },
): Shared['pages'] {
  return {
    refresh: change => refresh(change).then(() => mirrors.note(change.paths)),
    made,
  }
}

function openTargets(): CopyTarget[] {
  const { MIRROR_DIR, MIRROR_S3, MIRROR_RSYNC, AWS_ENDPOINT_URL_S3, AWS_REGION, DATA_DIR } = env
  const targets: CopyTarget[] = []
  if (MIRROR_DIR) targets.push(directoryHere(MIRROR_DIR))
  if (MIRROR_S3) {
    const endpoint = AWS_ENDPOINT_URL_S3 ?? null
    targets.push(openBucket({ url: MIRROR_S3, endpoint, region: AWS_REGION }))
  }
  if (MIRROR_RSYNC) targets.push(openRsync(MIRROR_RSYNC, join(DATA_DIR, 'mirror')))
  return targets
}

/** A directory of the same name on another machine is another one, which a process there writes. */
function directoryHere(root: string): CopyTarget {
  return new CopyDirectory(root, hostname())
}

/** The copy goes on where the database cannot take a note of it. */
function tellerOf(db: Database, name: string): CopyTeller {
  const sayLost = (error: unknown) =>
    log.warn('what became of a copy could not be written down', { err: error })
  return {
    written: at => noteCopyWritten(db, name, at).catch(sayLost),
    failed: (why, at) => noteCopyFailed(db, name, why, at).catch(sayLost),
  }
}
