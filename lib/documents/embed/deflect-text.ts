import type { ServerPage } from '#db/reads/servers/server-page.ts'
import { siteAddress } from '#lib/documents/site.ts'
import type { Words } from '#lib/words/words.ts'
import { serverNote } from './note.ts'

/** What is the matter with each of these servers, when more is said, and where. Empty when all are well. */
export function deflectText(words: Words, pages: readonly ServerPage[]): string {
  const notes = pages.map(page => serverNote(words, page)).filter(note => !note.isCalm)
  const parts = notes.map(({ sentence, when, path }) => {
    const said = when ? `${sentence} ${when}` : sentence
    return `${said}\n${words('documents.embed.more', { address: siteAddress(path) })}\n`
  })
  return parts.join('\n')
}
