import { says, seeOther } from '#app/api/forms.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'

type Context = { params: Promise<{ token: string }> }

/**
 * One click in a mail program (RFC 8058): its provider posts here, from wherever it is.
 * The token says who; the body says nothing more, so it is not read.
 */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const outcome = await unsubscribe(token, new Date())
  if (outcome === 'unknown') return says(404, 'This link is not complete. Copy all of it from the mail.')
  return says(200, 'You are unsubscribed. No more notices will be sent to this address.')
}

/** Somebody who opens the address is asked first: programs open links too. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  return seeOther(`/unsubscribe/${encodeURIComponent(token)}`)
}
