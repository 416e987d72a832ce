import { join } from 'node:path'
import type { Database } from '#db/client.ts'
import { adoptNextKey, keyFile, makeKeyFile, readKeyFile, readNextKey } from '#db/keys/file.ts'
import { holdKey, readKey, type SecretKey } from '#db/keys/key.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'

type Given = { dataDir: string; key: string | undefined }

/**
 * Opens the key of the installation for this process: the one that the environment gives, else that of the data directory,
 * which is made where the database has nothing sealed yet. Throws a sentence when it is not the key of this database.
 */
export async function loadKey(db: Database, given: Given, log: (line: string) => void): Promise<SecretKey> {
  const wanted = await readKeyId(db)
  const path = join(given.dataDir, keyFile)
  const key = given.key ? readKey(given.key) : await findKey(given.dataDir, wanted)
  const opened = key ?? (await makeFirst(given.dataDir, wanted))
  if (wanted !== null && opened.id !== wanted)
    throw new Error(
      `The secrets in the database were sealed with the key ${wanted}, but ${given.key ? 'ALLCLEAR_KEY' : path} is the key ${opened.id}: ${remedy(path)}`,
    )
  if (!key)
    log(
      `Made the key ${opened.id} in ${path}. Keep a copy: without it the secrets in the database do not open.`,
    )
  holdKey(opened)
  return opened
}

/** The key of the data directory. A rotation that was cut off after it had changed the database is finished here. */
async function findKey(dataDir: string, wanted: string | null): Promise<SecretKey | null> {
  const key = await readKeyFile(dataDir)
  if (wanted === null || key?.id === wanted) return key
  const next = await readNextKey(dataDir)
  if (next?.id !== wanted) return key
  await adoptNextKey(dataDir)
  return next
}

async function makeFirst(dataDir: string, wanted: string | null): Promise<SecretKey> {
  const path = join(dataDir, keyFile)
  if (wanted !== null)
    throw new Error(
      `The secrets in the database were sealed with the key ${wanted}, but there is no key in ${path}: ${remedy(path)}`,
    )
  return makeKeyFile(dataDir)
}

function remedy(path: string): string {
  return `copy the file of the process that made it to ${path}, put it back from a backup, or set ALLCLEAR_KEY to what it holds.`
}
