import type { SendLetter } from '#lib/mail/letter.ts'

/** The same sender, with at most so many letters under way; the others wait in the order in which they came. */
export function limited(send: SendLetter, mostAtOnce: number): SendLetter {
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

  return async letter => {
    await turn()
    try {
      return await send(letter)
    } finally {
      leave()
    }
  }
}
