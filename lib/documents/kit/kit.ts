import type { PublicDocument } from '#lib/documents/document.ts'
import { text } from '#lib/documents/format.ts'
import { kitFiles, readKitFile } from './kit-files.ts'

/** The files of the kit, ready to be saved where they belong. */
export const kitFile: PublicDocument = {
  path: /^\/kit\/(?<name>[a-z-]{1,40}\.(html|php|sh))$/,
  format: text,
  maxAgeSeconds: 300,
  follows: ({ name }) => `/kit/${name}`,
  write: async ({ parts }) => {
    const found = kitFiles.find(({ file }) => file === parts.name)
    return found ? readKitFile(found.file) : null
  },
}
