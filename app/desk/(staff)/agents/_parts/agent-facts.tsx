import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAgent } from '#db/reads/agents/desk-agent.ts'
import type { AgentMode } from '#lib/rules/agents/agent.ts'

const modeWords = (): Record<AgentMode, string> => ({
  report: staffWords('deskAgents.agentFacts.reportItTouchesNothing'),
  copy: staffWords('deskAgents.agentFacts.copyItKeepsA'),
  move: staffWords('deskAgents.agentFacts.moveItTakesWhat'),
})

/** What an agent said of itself with its last heartbeat. */
export function AgentFactList({
  agent: { heard, facts },
  newest,
}: {
  agent: DeskAgent
  newest: string | null
}) {
  if (!heard) return <p className="text-soft">{staffWords('deskAgents.agentFacts.nothingYet')}</p>
  const { version, mode, scheduler, scanMs, baselineAt, quarantined, spooled, dropped, indicators } = facts
  const isBehind = newest !== null && version !== null && version !== newest
  return (
    <dl className="grid gap-x-5 gap-y-1 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <Fact name={staffWords('deskAgents.agentFacts.fact.lastHeard')}>
        {staffWords.rich('deskAgents.agentFacts.first', {
          receivedAt: () => <LocalTime at={heard.receivedAt} />,
          firstAt: () => <LocalTime at={heard.firstAt} />,
        })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.version')}>
        {version &&
          (isBehind ? staffWords('deskAgents.agentFacts.versionBehind', { version, newest }) : version)}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.mode')}>{mode && modeWords()[mode]}</Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.startedBy')}>{scheduler}</Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.checks')}>
        {heard.checksRun}
        {scanMs === null
          ? null
          : staffWords('deskAgents.agentFacts.inScanmsS', { scanMs: (scanMs / 1000).toFixed(1) })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.firstLook')}>
        {baselineAt && <LocalTime at={baselineAt} />}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.outOfReach')}>
        {quarantined === null ? null : staffWords('deskAgents.agentFacts.files', { quarantined })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.waitsAtTheAgent')}>
        {spooled === null
          ? null
          : staffWords('deskAgents.agentFacts.spooledNumberRequestsDropped', {
              spooled,
              dropped: dropped ?? 0,
            })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.fact.indicators')}>
        {indicators === null
          ? staffWords('deskAgents.agentFacts.itsOwnList')
          : staffWords('deskAgents.agentFacts.versionIndicatorsNumber', { indicators })}
      </Fact>
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
