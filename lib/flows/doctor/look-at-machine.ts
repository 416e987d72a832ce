import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { keyFile, readKeyFile } from '#db/keys/file.ts'
import { readKey } from '#db/keys/key.ts'
import type { Env } from '#lib/env.ts'
import type { DoctorFinding } from '#lib/rules/doctor/finding.ts'
import { judgeDirectory, judgeKey, judgeNode } from '#lib/rules/doctor/machine.ts'

export function lookAtNode(): DoctorFinding[] {
  return [judgeNode(process.versions.node)]
}

export async function lookAtDirectory(env: Env): Promise<DoctorFinding[]> {
  const path = resolve(env.DATA_DIR)
  const mode = await modeOf(path)
  const there = mode === null ? await nearest(path) : path
  const { bavail, bsize } = await statfs(there)
  return judgeDirectory({
    path,
    mode,
    isWritable: await access(there, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    ),
    freeBytes: bavail * bsize,
    isPassed: process.getuid?.() === 0 && !env.DATABASE_URL,
  })
}

/** sealedWith: of the key that the secrets in the database are sealed with; null: none are. */
export async function lookAtKey(env: Env, sealedWith: string | null): Promise<DoctorFinding[]> {
  if (env.ALLCLEAR_KEY) {
    const id = readKey(env.ALLCLEAR_KEY)?.id ?? null
    return [judgeKey({ place: 'ALLCLEAR_KEY', id, sealedWith, mode: null })]
  }
  const place = join(resolve(env.DATA_DIR), keyFile)
  const key = await readKeyFile(env.DATA_DIR)
  return [judgeKey({ place, id: key?.id ?? null, sealedWith, mode: await modeOf(place) })]
}

async function modeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mode }) => mode,
    () => null,
  )
}

/** The folder in which a path would be made. */
async function nearest(path: string): Promise<string> {
  const above = dirname(path)
  return above === path || (await modeOf(above)) !== null ? above : nearest(above)
}
