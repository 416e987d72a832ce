import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newKeyText, readKey, type SecretKey } from './key.ts'

/** The file of the data directory that holds the key. */
export const keyFile = 'key'
/** The next key, while it is put in force. */
const nextFile = 'key.next'

/** Returns null where there is no such file. Throws a sentence when it holds no key. */
export async function readKeyFile(dataDir: string, name: string = keyFile): Promise<SecretKey | null> {
  const path = join(dataDir, name)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new Error(`The key ${path} cannot be read (${error.code}): make it readable for this user.`)
  })
  if (text === null) return null
  const key = readKey(text)
  if (!key) throw new Error(`${path} holds no key of 43 letters, digits, - and _: put it back from a backup.`)
  return key
}

/** Makes the file where there is none. Several processes may do it at once: one key is kept. */
export async function makeKeyFile(dataDir: string): Promise<SecretKey> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, keyFile)
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  await writeKey(fresh, newKeyText())
  await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(fresh)
  const key = await readKeyFile(dataDir)
  if (!key) throw new Error(`The key ${path} was removed while it was being made.`)
  return key
}

/** Puts a key into a file of this path, which must not be there yet. */
export async function putKeyFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeKey(path, text)
}

/** The text of the key in this file. Throws a sentence where there is none. */
export async function readKeyText(path: string): Promise<string> {
  const text = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (!readKey(text)) throw new Error(`${path} holds no key of 43 letters, digits, - and _.`)
  return text
}

/** Writes the next key beside the present one, so that it is on the disk before anything is sealed with it. */
export async function writeNextKey(dataDir: string, text: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await rm(join(dataDir, nextFile), { force: true })
  await writeKey(join(dataDir, nextFile), text)
}

/** The next key, or null. */
export function readNextKey(dataDir: string): Promise<SecretKey | null> {
  return readKeyFile(dataDir, nextFile)
}

/** The next key takes the place of the present one. */
export function adoptNextKey(dataDir: string): Promise<void> {
  return rename(join(dataDir, nextFile), join(dataDir, keyFile))
}

function writeKey(path: string, text: string): Promise<void> {
  return writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true })
}
