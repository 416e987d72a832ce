import { countStates } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { lookOf } from './look.ts'

const width = 1000
/** One server of a thousand is still to be seen. */
const leastWidth = 8

/** All servers as one line in the proportion of their states. The headline says the same in words. */
export function Strip({ servers }: { servers: readonly BoardServer[] }) {
  const counts = countStates(servers.map(server => server.status)).map(({ state, count }) => ({
    state,
    share: Math.max(leastWidth, (count / servers.length) * width),
  }))
  const total = counts.reduce((sum, { share }) => sum + share, 0)
  let x = 0
  return (
    <svg viewBox={`0 0 ${width} 6`} preserveAspectRatio="none" aria-hidden="true" className="strip">
      {counts.map(({ state, share }) => {
        const start = x
        const length = (share / total) * width
        x += length
        return <rect key={state} x={start} width={length} height={6} data-tone={lookOf(state).tone} />
      })}
    </svg>
  )
}
