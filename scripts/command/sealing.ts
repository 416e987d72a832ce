import { existsSync } from 'node:fs'
import type { Database } from '#db/client.ts'
import { putKeyFile, readKeyText } from '#db/keys/file.ts'
import { newKeyText, readKey, type SecretKey } from '#db/keys/key.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { say } from './command.ts'

/** The key in this file, which is made where there is none; null: none is asked for. */
export async function sealingKey(path: string | undefined): Promise<SecretKey | null> {
  if (path !== undefined && !existsSync(path)) {
    await putKeyFile(path, newKeyText())
    say(`Made the key ${path}. Keep it apart from what it seals, which does not open without it.`)
  }
  return givenKey(path)
}

/** The key in this file; null: none is given. Throws a sentence where the file holds none. */
export async function givenKey(path: string | undefined): Promise<SecretKey | null> {
  return path === undefined ? null : readKey(await readKeyText(path))
}

/** The key of this installation, as a sealed file takes it along; null: nothing in the database is sealed yet. */
export async function installationKey(db: Database): Promise<string | null> {
  if ((await readKeyId(db)) === null) return null
  const key = await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
  return key.secret.toString('base64url')
}
