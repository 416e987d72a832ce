import { staffWords } from '#app/desk/staff-words.ts'
import type { AgentStanding } from '#lib/rules/agents/agent.ts'

export const standingWords = (): Record<AgentStanding, string> => ({
  findings: staffWords('deskAgents.standingWord.somethingIsFound'),
  silent: staffWords('deskAgents.standingWord.silent'),
  unheard: staffWords('deskAgents.standingWord.neverHeard'),
  unsure: staffWords('deskAgents.standingWord.notAllIsLooked'),
  fine: staffWords('deskAgents.standingWord.looksFindsNothing'),
})

const looks: Record<AgentStanding, string> = {
  findings: 'bg-down-bg text-down',
  silent: 'bg-slow-bg text-slow',
  unheard: 'bg-slow-bg text-slow',
  unsure: 'bg-slow-bg text-slow',
  fine: 'bg-none-bg',
}

/** How an agent stands, by word and colour. */
export function StandingWord({ standing }: { standing: AgentStanding }) {
  return <span className={`rounded-md px-2 py-0.5 ${looks[standing]}`}>{standingWords()[standing]}</span>
}
