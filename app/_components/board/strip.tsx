import { stateWord, stateWords } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { lookOf } from './look.ts'

const width = 1000
/** One server of a thousand is still to be seen. */
const leastWidth = 8

/** All servers as one line in the proportion of their states. The headline says the same in words. */
export function Strip({ servers }: { servers: readonly BoardServer[] }) {
  const counts = [...Map.groupBy(servers, server => stateWord(server.status))]
    .map(([word, members]) => ({
      word,
      share: Math.max(leastWidth, (members.length / servers.length) * width),
    }))
    .sort((a, b) => stateWords.indexOf(a.word) - stateWords.indexOf(b.word))
  const total = counts.reduce((sum, { share }) => sum + share, 0)
  let x = 0
  return (
    <svg viewBox={`0 0 ${width} 6`} preserveAspectRatio="none" aria-hidden="true" className="strip">
      {counts.map(({ word, share }) => {
        const start = x
        const length = (share / total) * width
        x += length
        return <rect key={word} x={start} width={length} height={6} data-tone={lookOf(word).tone} />
      })}
    </svg>
  )
}
