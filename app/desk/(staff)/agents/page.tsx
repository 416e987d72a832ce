import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { countStandings, countWithoutAgent, type FleetFilter, readFleet } from '#db/reads/agents/fleet.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { findAgentScript } from '#lib/flows/agents/agent-script.ts'
import { type AgentStanding, agentStandings } from '#lib/rules/agents/agent.ts'
import { AgentRow } from './_parts/agent-row.tsx'
import { standingWords } from './_parts/standing-word.tsx'
import { type FleetQuery, fleetAddress, fleetFilter } from './query.ts'

export const metadata: Metadata = { title: 'Agents' }

const perPage = 100

/** All agents: where something is found first, then who is silent, then what is not looked at, then the rest. */
export default async function AgentsPage({ searchParams }: { searchParams: Promise<FleetQuery> }) {
  const { db } = await requireStaff()
  const { page, ...filter } = fleetFilter(await searchParams)
  if (page === null) notFound()
  const [script, { missedBeats }, groups] = await Promise.all([
    findAgentScript(),
    readPolicy(db),
    readGroups(db),
  ])
  const yardstick = { now: new Date(), newest: script?.version ?? null, missedBeats }
  const [{ agents, total }, counts, without] = await Promise.all([
    readFleet(db, filter, yardstick, { limit: perPage, offset: (page - 1) * perPage }),
    countStandings(db, yardstick),
    countWithoutAgent(db),
  ])
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (page > 1 && agents.length === 0) notFound()
  return (
    <>
      <Headline>{sentence(all, counts)}</Headline>
      <p className="text-soft">
        An agent looks at its own server every five minutes. That it finds nothing is no proof that nothing is
        there. <a href="/desk/help/agent">What it does, its commands, and how to remove it</a>
      </p>
      <p className="my-5 flex flex-wrap items-center gap-x-6 gap-y-2">
        <May act="make-agents">
          <a href="/desk/agents/new" className="button">
            Put an agent on servers
          </a>
        </May>
        <a href="/desk/findings">What was found</a>
        <span className="text-soft">{withoutInWords(without)}</span>
      </p>
      {all > 0 ? <Search filter={filter} counts={counts} groups={groups} /> : null}
      {all > 0 && agents.length === 0 ? <p className="text-soft">No agent fits.</p> : null}
      <ul className="rows">
        {agents.map(agent => (
          <AgentRow key={agent.sourceId} agent={agent} newest={yardstick.newest} />
        ))}
      </ul>
      <ListPages
        what="agents"
        page={page}
        pages={Math.ceil(total / perPage)}
        href={number => fleetAddress(filter, number)}
      />
    </>
  )
}

type SearchProps = {
  filter: FleetFilter
  counts: Record<AgentStanding, number>
  groups: readonly { id: string; name: string }[]
}

function Search({ filter, counts, groups }: SearchProps) {
  const choices = agentStandings.map(standing => ({
    value: standing,
    word: `${standingWords[standing]} (${counts[standing].toLocaleString('en')})`,
  }))
  return (
    <form className="mb-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
      <SearchField label="Server" name="text" defaultValue={filter.text ?? ''} maxLength={100} />
      <ChoiceField
        label="How it stands"
        name="standing"
        defaultValue={filter.standing ?? ''}
        choices={[{ value: '', word: 'any' }, ...choices]}
      />
      <ChoiceField
        label="Group"
        name="group"
        defaultValue={filter.groupId ?? ''}
        choices={[
          { value: '', word: 'all' },
          ...groups.map(({ id, name }) => ({ value: id, word: name })),
          { value: 'none', word: 'no group' },
        ]}
      />
      <SubmitButton look="side">Show</SubmitButton>
    </form>
  )
}

function sentence(all: number, { findings, silent, unheard, unsure }: Record<AgentStanding, number>): string {
  if (all === 0) return 'No agent looks at any server yet'
  if (findings > 0)
    return findings === 1
      ? 'Something is found on one server'
      : `Something is found on ${findings.toLocaleString('en')} servers`
  if (silent > 0)
    return silent === 1 ? 'One agent is silent' : `${silent.toLocaleString('en')} agents are silent`
  if (unheard > 0)
    return unheard === 1
      ? 'One agent was never heard'
      : `${unheard.toLocaleString('en')} agents were never heard`
  if (unsure > 0)
    return unsure === 1
      ? 'One agent cannot look at all'
      : `${unsure.toLocaleString('en')} agents cannot look at all`
  return all === 1 ? 'The one agent finds nothing' : `All ${all.toLocaleString('en')} agents find nothing`
}

function withoutInWords(count: number): string {
  if (count === 0) return 'Every server has one.'
  return count === 1 ? 'One server has none.' : `${count.toLocaleString('en')} servers have none.`
}
