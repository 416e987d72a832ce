import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import type { DeskAgent } from '#db/reads/agents/desk-agent.ts'
import type { AgentMode } from '#lib/rules/agents/agent.ts'

const modeWords: Record<AgentMode, string> = {
  report: 'report: it touches nothing',
  copy: 'copy: it keeps a copy of what it finds',
  move: 'move: it takes what it finds out of reach',
}

/** What an agent said of itself with its last heartbeat. */
export function AgentFactList({
  agent: { heard, facts },
  newest,
}: {
  agent: DeskAgent
  newest: string | null
}) {
  if (!heard) return <p className="text-soft">Nothing yet.</p>
  const { version, mode, scheduler, scanMs, baselineAt, quarantined, spooled, dropped, indicators } = facts
  const isBehind = newest !== null && version !== null && version !== newest
  return (
    <dl className="grid gap-x-5 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Fact name="Last heard">
        <LocalTime at={heard.receivedAt} />, first <LocalTime at={heard.firstAt} />
      </Fact>
      <Fact name="Version">{version && `${version}${isBehind ? ` (newest is ${newest})` : ''}`}</Fact>
      <Fact name="Mode">{mode && modeWords[mode]}</Fact>
      <Fact name="Started by">{scheduler}</Fact>
      <Fact name="Checks">
        {heard.checksRun}
        {scanMs === null ? null : `, in ${(scanMs / 1000).toFixed(1)} s`}
      </Fact>
      <Fact name="First look">{baselineAt && <LocalTime at={baselineAt} />}</Fact>
      <Fact name="Out of reach">{quarantined === null ? null : `${quarantined} files`}</Fact>
      <Fact name="Waits at the agent">
        {spooled === null ? null : `${spooled} requests, ${dropped ?? 0} dropped`}
      </Fact>
      <Fact name="Indicators">{indicators === null ? 'its own list' : `version ${indicators}`}</Fact>
    </dl>
  )
}

/** Nothing where the agent did not say. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
