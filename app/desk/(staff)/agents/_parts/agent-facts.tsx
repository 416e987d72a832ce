import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskAgent } from '#db/reads/agents/desk-agent.ts'
import type { AgentMode } from '#lib/rules/agents/agent.ts'

const modeWords = (): Record<AgentMode, string> => ({
  report: staffWords('deskAgents.agentFacts.reportItTouchesNothing'),
  copy: staffWords('deskAgents.agentFacts.copyMode'),
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
      <Fact name={staffWords('deskAgents.agentFacts.lastHeard')}>
        {staffWords.rich('deskAgents.agentFacts.first', {
          receivedAt: () => <LocalTime at={heard.receivedAt} />,
          firstAt: () => <LocalTime at={heard.firstAt} />,
        })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.version')}>
        {version &&
          staffWords('deskAgents.agentFacts.versionAndNewest', {
            version,
            newest: newest ?? '',
            isBehind: isBehind ? 'yes' : 'no',
          })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.mode')}>{mode && modeWords()[mode]}</Fact>
      <Fact name={staffWords('deskAgents.agentFacts.startedBy')}>{scheduler}</Fact>
      <Fact name={staffWords('deskAgents.agentFacts.checks')}>
        {staffWords('deskAgents.agentFacts.checksInTime', {
          checks: heard.checksRun,
          seconds: (scanMs ?? 0) / 1000,
          hasTime: scanMs === null ? 'no' : 'yes',
        })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.firstLook')}>
        {baselineAt && <LocalTime at={baselineAt} />}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.outOfReach')}>
        {quarantined === null ? null : staffWords('deskAgents.agentFacts.files', { quarantined })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.waits')}>
        {spooled === null
          ? null
          : staffWords('deskAgents.agentFacts.spooledAndDropped', {
              spooled,
              dropped: dropped ?? 0,
            })}
      </Fact>
      <Fact name={staffWords('deskAgents.agentFacts.indicators')}>
        {indicators === null
          ? staffWords('deskAgents.agentFacts.itsOwnList')
          : staffWords('deskAgents.agentFacts.indicatorVersion', { indicators })}
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
