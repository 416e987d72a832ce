import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { nameServers } from './servers.ts'
import type { Words } from './words.ts'

/** The title of an incident that Allclear opened: "web07 is down", "18 servers in Falkenstein were slow". */
export function titleOf(words: Words, facts: TitleFacts): string {
  const { is, impact, condition } = facts
  const about = { count: facts.count, servers: subjectOf(words, facts) }
  const isOver = facts.isOver ? 'yes' : 'no'
  switch (is) {
    case 'guess':
      return words('incidents.guess', { impact, servers: about.servers })
    case 'check':
      return words('incidents.check', { ...about, isOver })
    case 'trouble':
      return words('incidents.trouble', { ...about, isOver, condition })
  }
}

/** What a guess is of: "an outage", "slowness". */
export function troubleNoun(words: Words, impact: Impact): string {
  return words('incidents.troubleNoun', { impact })
}

function subjectOf(words: Words, { servers, count, group }: TitleFacts): string {
  if (count <= 3 || group === null) return nameServers(words, servers, { count })
  return words('servers.inGroup', { count, group })
}
