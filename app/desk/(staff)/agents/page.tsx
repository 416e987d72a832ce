import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countStandings, countWithoutAgent, type FleetFilter, readFleet } from '#db/reads/agents/fleet.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { findAgentScript } from '#lib/flows/agents/agent-script.ts'
import { type AgentStanding, agentStandings } from '#lib/rules/agents/agent.ts'
import { AgentRow } from './_parts/agent-row.tsx'
import { standingWords } from './_parts/standing-word.tsx'
import { type FleetQuery, fleetAddress, fleetFilter } from './query.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAgents.page.agents') })

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
        {staffWords.rich('deskAgents.page.whatAgentsDo', {
          agent: text => <a href="/desk/help/agent">{text}</a>,
        })}
      </p>
      <p className="my-5 flex flex-wrap items-center gap-x-6 gap-y-2">
        <May act="make-agents">
          <a href="/desk/agents/new" className="button">
            {staffWords('deskAgents.page.putAgents')}
          </a>
        </May>
        <a href="/desk/findings">{staffWords('deskAgents.page.whatWasFound')}</a>
        <span className="text-soft">{withoutInWords(without)}</span>
      </p>
      {all > 0 ? <Search filter={filter} counts={counts} groups={groups} /> : null}
      {all > 0 && agents.length === 0 ? (
        <p className="text-soft">{staffWords('deskAgents.page.noAgentFits')}</p>
      ) : null}
      <ul className="rows">
        {agents.map(agent => (
          <AgentRow key={agent.sourceId} agent={agent} newest={yardstick.newest} />
        ))}
      </ul>
      <ListPages
        what={staffWords('deskAgents.page.what')}
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
    word: staffWords('deskAgents.page.standingCount', {
      standing: standingWords()[standing],
      count: counts[standing],
    }),
  }))
  return (
    <form className="mb-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]">
      <SearchField
        label={staffWords('deskAgents.page.server')}
        name="text"
        defaultValue={filter.text ?? ''}
        maxLength={100}
      />
      <ChoiceField
        label={staffWords('deskAgents.page.howItStands')}
        name="standing"
        defaultValue={filter.standing ?? ''}
        choices={[{ value: '', word: staffWords('deskAgents.page.any') }, ...choices]}
      />
      <ChoiceField
        label={staffWords('deskAgents.page.group')}
        name="group"
        defaultValue={filter.groupId ?? ''}
        choices={[
          { value: '', word: staffWords('deskAgents.page.all') },
          ...groups.map(({ id, name }) => ({ value: id, word: name })),
          { value: 'none', word: staffWords('deskAgents.page.noGroup') },
        ]}
      />
      <SubmitButton look="side">{staffWords('deskAgents.page.show')}</SubmitButton>
    </form>
  )
}

function sentence(all: number, { findings, silent, unheard, unsure }: Record<AgentStanding, number>): string {
  if (all === 0) return staffWords('deskAgents.page.noAgents')
  if (findings > 0) return staffWords('deskAgents.page.somethingIsFound', { findings })
  if (silent > 0) return staffWords('deskAgents.page.oneAgentIsSilent', { silent })
  if (unheard > 0) return staffWords('deskAgents.page.oneAgentWasNever', { unheard })
  if (unsure > 0) return staffWords('deskAgents.page.oneAgentCannotLook', { unsure })
  return staffWords('deskAgents.page.theOneAgentFinds', { all })
}

function withoutInWords(count: number): string {
  if (count === 0) return staffWords('deskAgents.page.everyServerHasAgent')
  return staffWords('deskAgents.page.oneServerHasNone', { count })
}
