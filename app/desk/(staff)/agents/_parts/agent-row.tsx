import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { FleetAgent } from '#db/reads/agents/fleet.ts'
import { StandingWord } from './standing-word.tsx'

/** An agent in the fleet: how it stands, when it was heard, and what staff have to know of it. */
export function AgentRow({ agent, newest }: { agent: FleetAgent; newest: string | null }) {
  const { sourceId, label, hostname, standing, receivedAt } = agent
  const facts = factsOf(agent, newest)
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-0.5 py-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,3fr)] sm:items-baseline">
      <p className="min-w-0 wrap-anywhere">
        <a href={`/desk/agents/${sourceId}`} className="font-semibold">
          {label}
        </a>{' '}
        <span className="text-sm text-soft">{hostname}</span>
      </p>
      <p className="text-sm">
        <StandingWord standing={standing} />{' '}
        <span className="text-soft">
          {receivedAt
            ? staffWords.rich('deskAgents.agentRow.heard', {
                receivedAt: () => <LocalTime at={receivedAt} />,
              })
            : staffWords('deskAgents.agentRow.madeAndNotInstalled')}
        </span>
      </p>
      <p className="text-sm wrap-anywhere text-soft">{facts.join(' · ')}</p>
    </li>
  )
}

function factsOf(agent: FleetAgent, newest: string | null): string[] {
  const { openFindings, harmless, version, mode, unknown, spooled, dropped, checksRun, indicators } = agent
  const isBehind = newest !== null && version !== null && version !== newest
  return [
    openFindings > 0 ? staffWords('deskAgents.agentRow.found', { openFindings }) : null,
    harmless > 0 ? staffWords('deskAgents.agentRow.calledHarmless', { harmless }) : null,
    unknown.length > 0
      ? staffWords('deskAgents.agentRow.notLookedAt', {
          unknown: unknown.length,
          firstUnknown: unknown[0] ?? '',
        })
      : null,
    spooled ? staffWords('deskAgents.agentRow.waitAtAgent', { spooled }) : null,
    dropped ? staffWords('deskAgents.agentRow.dropped', { dropped }) : null,
    version === null
      ? null
      : staffWords('deskAgents.agentRow.version', {
          version,
          newest: newest ?? '',
          isBehind: isBehind ? 'yes' : 'no',
        }),
    mode,
    checksRun === null ? null : staffWords('deskAgents.agentRow.checks', { checksRun }),
    indicators === null
      ? null
      : staffWords('deskAgents.agentRow.indicators', { indicators: String(indicators) }),
  ].filter(fact => fact !== null)
}
