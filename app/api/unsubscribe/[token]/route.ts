import { readerWords } from '#app/_components/site/reader-words.ts'
import { forPeople } from '#app/api/answered.ts'
import { says, seeOther } from '#app/api/forms.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'

type Context = { params: Promise<{ token: string }> }

/**
 * One click in a mail program (RFC 8058): its provider posts here, from wherever it is.
 * The token says who; the body says nothing more, so it is not read.
 */
async function answerPost(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const outcome = await unsubscribe(token, new Date())
  if (outcome === 'unknown') return says(404, readerWords()('subscribers.unknownLink.oneClick'))
  return says(200, readerWords()('subscribers.left.oneClick'))
}

/** Somebody who opens the address is asked first: programs open links too. */
async function answerGet(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  return seeOther(`/unsubscribe/${encodeURIComponent(token)}`)
}

export const POST = forPeople(answerPost)

export const GET = forPeople(answerGet)
