import { mayLookUp } from '#app/embed/caller-limit.ts'
import { frameHtml } from '#lib/documents/embed/frame-html.ts'
import { callerNote } from '#lib/documents/embed/note.ts'
import { tellCaller } from '#lib/flows/servers/tell-caller.ts'
import { currentWords } from '#lib/language.ts'

export const dynamic = 'force-dynamic'

/** The note about the servers of one domain. It says nothing where they are well, or none of ours. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const now = new Date()
  const typed = query.get('domain') ?? ''
  const answer = await tellCaller({ is: 'domain', typed }, now, { mayAsk: () => mayLookUp(request, now) })
  const words = currentWords()
  const note = answer.is === 'known' ? callerNote(words, answer.pages) : null
  const place = query.get('place') === 'here' ? 'here' : 'corner'
  return new Response(frameHtml(words, { note, place, isKept: false }), {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}
