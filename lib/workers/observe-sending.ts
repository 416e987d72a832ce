import { signal } from '#lib/signals.ts'
import { inSpan } from '#lib/trace.ts'

/** Makes an attempt to send this many mails or messages, and says what became of it. */
export async function observeSending<R extends { is: 'sent' | 'retry' | 'refused' }>(
  channel: string,
  count: number,
  attempt: () => Promise<R>,
): Promise<R> {
  const result = await inSpan(
    'send notices',
    { 'allclear.channel': channel, 'allclear.count': count },
    attempt,
  )
  signal('delivery', { channel, outcome: result.is, count })
  return result
}
