import { readerWords } from '#app/_components/site/reader-words.ts'
import { readPublicDelays } from '#db/reads/delays/delays.ts'
import { ourSite } from '#lib/site.ts'
import { howFastWords } from '#lib/words/uptime.ts'

/** How fast readers were told, where staff have chosen to say so and enough was measured. */
export async function HowFast({ now }: { now: Date }) {
  if (!ourSite().shows.delay) return null
  const { shown, mail } = await readPublicDelays(now)
  const sentence = howFastWords(readerWords(), shown, mail)
  return sentence === null ? null : <p className="mb-6 max-w-prose text-soft">{sentence}</p>
}
