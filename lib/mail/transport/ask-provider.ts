import { createTransport } from 'nodemailer'
import { networkWords } from '#lib/network-words.ts'
import { encryptionOf } from './smtp-address.ts'
import { smtpReason } from './smtp-result.ts'

export type ProviderAnswer<T> =
  | { is: 'accepted'; what: T; aheadMs: number | null }
  | { is: 'refused'; reason: string }
  | { is: 'away'; reason: string }

export type SendingDomain = { name: string; status: string }

/**
 * Asks Resend whether it takes the key, and from which domains it mails: null, where this key may only send. aheadMs: of its
 * clock. Sends nothing.
 */
export async function askResend(
  { apiKey, baseUrl = 'https://api.resend.com' }: { apiKey: string; baseUrl: string | undefined },
  signal: AbortSignal,
): Promise<ProviderAnswer<SendingDomain[] | null>> {
  try {
    const answer = await fetch(`${baseUrl}/domains`, {
      headers: { authorization: `Bearer ${apiKey}` },
      redirect: 'manual',
      signal,
    })
    const aheadMs = clockAhead(answer.headers)
    const body = (await answer.json().catch(() => ({}))) as {
      name?: string
      message?: string
      data?: unknown
    }
    if (answer.ok) return { is: 'accepted', what: domainsOf(body.data), aheadMs }
    // https://resend.com/docs/api-reference/errors
    if (body.name === 'restricted_api_key') return { is: 'accepted', what: null, aheadMs }
    const reason = `${answer.status} ${body.message ?? body.name ?? ''}`.trim()
    return { is: answer.status < 500 && answer.status !== 429 ? 'refused' : 'away', reason }
  } catch (error) {
    return { is: 'away', reason: reasonOf(error) }
  }
}

function domainsOf(data: unknown): SendingDomain[] {
  if (!Array.isArray(data)) return []
  return data.flatMap(each =>
    typeof each?.name === 'string' && typeof each?.status === 'string'
      ? [{ name: each.name, status: each.status }]
      : [],
  )
}

/** Connects to a mail server and signs in there. Sends nothing. */
export async function askSmtp(url: string, longestMs: number): Promise<ProviderAnswer<null>> {
  const transport = createTransport({
    url,
    connectionTimeout: longestMs,
    greetingTimeout: longestMs,
    dnsTimeout: longestMs,
    socketTimeout: longestMs,
    ...encryptionOf(url),
  })
  try {
    await transport.verify()
    return { is: 'accepted', what: null, aheadMs: null }
  } catch (error) {
    const { code, response } = error as { code?: string; response?: string }
    if (code === 'EAUTH') return { is: 'refused', reason: response ?? 'no reason given' }
    return { is: 'away', reason: error instanceof Error ? smtpReason(error) : String(error) }
  } finally {
    transport.close()
  }
}

/** How far the clock of whoever answered is ahead of ours, by its Date; null: it sent none. */
function clockAhead(headers: Headers): number | null {
  const at = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(at) ? null : at - Date.now()
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? networkWords(cause) : String(cause)
}
