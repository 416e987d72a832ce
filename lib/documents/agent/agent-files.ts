import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSiteKey } from '#db/reads/settings/site-key.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { binary, text } from '#lib/documents/format.ts'

/** Agents ask at install, and a build that brings another script starts the process anew. */
const maxAgeSeconds = 60

/** The scanner agent itself. */
const script: PublicDocument = {
  path: /^\/agent\/allclear-agent$/,
  format: { ...text, contentType: 'text/x-shellscript; charset=utf-8' },
  maxAgeSeconds,
  write: async () => readScript(),
}

/** Its checksum, as sha256sum -c reads it. */
const checksum: PublicDocument = {
  path: /^\/agent\/allclear-agent\.sha256$/,
  format: text,
  maxAgeSeconds,
  write: async () => {
    const bytes = await readScript()
    return bytes && `${createHash('sha256').update(bytes).digest('hex')}  allclear-agent\n`
  },
}

/** The signature of the site over its very bytes. */
const signature: PublicDocument = {
  path: /^\/agent\/allclear-agent\.sig$/,
  format: binary,
  maxAgeSeconds,
  write: async (_asked, { db }) => {
    const bytes = await readScript()
    const key = await readSiteKey(db)
    return bytes && key ? key.sign(bytes) : null
  },
}

/** The public key of the site, which agents pin when they are installed. */
const publicKey: PublicDocument = {
  path: /^\/agent\/key\.pem$/,
  format: { ...text, contentType: 'application/x-pem-file' },
  maxAgeSeconds,
  write: async (_asked, { db }) => (await readSiteKey(db))?.publicKey ?? null,
}

/** What a server needs for its agent, for anybody: the board may be private, a server that installs it has no reader. */
export const agentFiles: readonly PublicDocument[] = [script, checksum, signature, publicKey]

/** null: this build has none. */
async function readScript(): Promise<Buffer | null> {
  const path = join(/*turbopackIgnore: true*/ process.cwd(), 'public', 'agent', 'allclear-agent')
  return readFile(/*turbopackIgnore: true*/ path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
