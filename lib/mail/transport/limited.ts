import type { SendMail } from '#lib/mail/mail.ts'

/** The same sender, with at most this many mails under way; the others wait in the order in which they came. */
export function limited(send: SendMail, mostAtOnce: number): SendMail {
  const waiting: (() => void)[] = []
  let underWay = 0

  async function turn(): Promise<void> {
    if (underWay < mostAtOnce) underWay += 1
    else await new Promise<void>(resolve => waiting.push(resolve))
  }

  /** Hands the place over to who waits longest, so that nobody slips in between. */
  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else underWay -= 1
  }

  return async mail => {
    await turn()
    try {
      return await send(mail)
    } finally {
      leave()
    }
  }
}
