import { says, seeOther } from '#app/api/forms.ts'
import { endRepliesTo } from '#lib/flows/comments/end-replies.ts'

type Context = { params: Promise<{ token: string }> }

/** One click in a mail program (RFC 8058). The token says which comment; the body is not read. */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const outcome = await endRepliesTo(token, new Date())
  if (outcome === 'unknown') return says(404, 'This link is not complete. Copy all of it from the mail.')
  return says(200, 'You get no more mails about answers to this comment.')
}

/** Somebody who opens the address is asked first: programs open links too. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  return seeOther(`/comments/quiet/${encodeURIComponent(token)}`)
}
