import type { Contract } from './contract.ts'
import { contracts } from './contracts.ts'

/** What the operations are about, as headings. */
const titles: Readonly<Record<string, string>> = {
  servers: 'Servers',
  groups: 'Groups',
  posts: 'Incidents, updates, reviews and advisories',
  maintenance: 'Maintenance, its turns and what comes again, countermeasures',
  comments: 'Comments',
  subscribers: 'Subscribers',
  deliveries: 'Deliveries',
  sources: 'Sources',
  agents: 'Agents',
  findings: 'What was found',
  customers: 'Customer map',
  records: 'Customer records',
  progress: 'Progress on advisories',
  measures: 'Containment log',
}

export type ApiNoun = { name: string; title: string; contracts: Contract[] }

export function nounOf({ scope }: Contract): string {
  return scope.slice(0, scope.indexOf(':'))
}

/** The operations by noun. */
export const apiNouns: readonly ApiNoun[] = Object.entries(titles).map(([name, title]) => {
  return { name, title, contracts: contracts.filter(contract => nounOf(contract) === name) }
})
