import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '#lib/env.ts'

/** What operators put into their own software, in the order of the page that shows it. */
export const kitFiles = [
  { piece: 'contactForm', file: 'contact-form.html' },
  { piece: 'whmcs', file: 'whmcs-hook.php' },
  { piece: 'cpanel', file: 'cpanel-plugin.sh' },
  { piece: 'autoReply', file: 'auto-reply.sh' },
] as const

export type KitFile = (typeof kitFiles)[number]

/** What stands in the files where the address of the site belongs. */
const exampleSite = 'https://status.example.com'

/** A file of public/kit with the address of this site filled in. */
export async function readKitFile(name: KitFile['file']): Promise<string> {
  const path = join(/*turbopackIgnore: true*/ process.cwd(), 'public', 'kit', name)
  const source = await readFile(/*turbopackIgnore: true*/ path, 'utf8')
  return source.replaceAll(exampleSite, env.SITE_URL)
}
