import type { AgentStanding } from '#lib/rules/agents/agent.ts'

export const standingWords: Record<AgentStanding, string> = {
  findings: 'something is found',
  silent: 'silent',
  unheard: 'never heard',
  unsure: 'not all is looked at',
  fine: 'looks, finds nothing',
}

const looks: Record<AgentStanding, string> = {
  findings: 'bg-down-bg text-down',
  silent: 'bg-slow-bg text-slow',
  unheard: 'bg-slow-bg text-slow',
  unsure: 'bg-slow-bg text-slow',
  fine: 'bg-none-bg',
}

/** How an agent stands, by word and colour. */
export function StandingWord({ standing }: { standing: AgentStanding }) {
  return <span className={`rounded-md px-2 py-0.5 ${looks[standing]}`}>{standingWords[standing]}</span>
}
