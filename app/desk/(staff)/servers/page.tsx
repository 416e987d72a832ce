import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import {
  countByGroup,
  countRetired,
  type ListedServer,
  readListedServers,
} from '#db/reads/servers/desk-servers.ts'
import { type PlacedGroup, readGroups } from '#db/reads/servers/known-servers.ts'
import { AppliedCounts } from './_parts/applied-counts.tsx'
import { ArrangeArea } from './_parts/arrange-area.tsx'
import { OfferedNames } from './_parts/offered-names.tsx'
import { ServerRows } from './_parts/server-rows.tsx'
import { arrange } from './actions.ts'
import { rowsShown, type ServersQuery, serversAddress, serversFilter } from './query.ts'

export const metadata: Metadata = { title: 'Servers' }

export default async function ServersPage({ searchParams }: { searchParams: Promise<ServersQuery> }) {
  const { db } = await requireStaff()
  const query = await searchParams
  const filter = serversFilter(query)
  const [groups, counts, retired, list] = await Promise.all([
    readGroups(db),
    countByGroup(db),
    countRetired(db),
    readListedServers(db, filter, { limit: rowsShown, offset: (filter.page - 1) * rowsShown }),
  ])
  const inService = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const choices = groupChoices(groups, counts, retired)
  return (
    <>
      <Headline>{sentence(inService, [...counts.keys()].filter(id => id !== null).length)}</Headline>
      <AppliedCounts counts={query.applied} />
      <May act="add-server">
        <p className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <a href="/desk/servers/new" className="button">
            Add a server
          </a>
          <a href="/desk/servers/import">Paste or upload a list</a>
          <a href="/desk/servers/groups">Groups and their order</a>
        </p>
      </May>
      <OfferedNames db={db} />
      {inService + retired === 0 ? <FirstServers /> : null}
      {inService + retired > 0 ? (
        <>
          <form className="mt-6 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
            <SearchField label="Name or address" name="text" defaultValue={filter.text} maxLength={100} />
            <ChoiceField label="Group" name="group" defaultValue={filter.group} choices={choices} />
            <SubmitButton look="side">Show</SubmitButton>
          </form>
          <Listed servers={list.servers} groups={groups} filter={filter} />
          <Pages total={list.total} filter={filter} />
        </>
      ) : null}
    </>
  )
}

function sentence(servers: number, groups: number): string {
  if (servers === 0) return 'No server is entered yet'
  const counted = servers === 1 ? 'One server' : `${servers} servers`
  if (groups === 0) return `${counted} in service`
  return `${counted} in ${groups === 1 ? 'one group' : `${groups} groups`}`
}

function FirstServers() {
  return (
    <p className="mt-6 max-w-prose">
      Alerts count for servers that are known here, and customers find theirs by its addresses. A list of host
      names is enough to begin with: <a href="/desk/servers/import">paste it</a>.
    </p>
  )
}

function groupChoices(
  groups: readonly PlacedGroup[],
  counts: ReadonlyMap<string | null, number>,
  retired: number,
) {
  return [
    { value: '', word: 'all' },
    ...groups.map(({ id, name }) => ({ value: id, word: `${name} (${counts.get(id) ?? 0})` })),
    { value: 'none', word: `no group (${counts.get(null) ?? 0})` },
    { value: 'retired', word: `retired (${retired})` },
  ]
}

type Filter = ReturnType<typeof serversFilter>

/** The servers that fit, by group, to be ticked and put in order. */
function Listed({
  servers,
  groups,
  filter,
}: {
  servers: readonly ListedServer[]
  groups: readonly PlacedGroup[]
  filter: Filter
}) {
  if (servers.length === 0) return <p className="mt-6 text-soft">No server fits.</p>
  const isOrdered = filter.text === '' && filter.of !== 'retired'
  const nameOf = new Map<string | null, string>(groups.map(({ id, name }) => [id, name]))
  const byGroup = Map.groupBy(servers, server => server.groupId)
  const targets = [
    { value: '', word: 'no group' },
    ...groups.map(({ id, name }) => ({ value: id, word: name })),
  ]
  const parts = [...byGroup].map(([id, members]) => (
    <Part key={id ?? ''} title={filter.of === 'retired' ? 'Retired' : (nameOf.get(id) ?? 'Without a group')}>
      <ServerRows servers={members} isOrdered={isOrdered} />
    </Part>
  ))
  if (filter.of === 'retired') return parts
  return (
    <May act="place-servers" otherwise={parts}>
      <ActionForm act="place-servers" action={arrange} className="grid gap-3">
        {/* What Enter in a box presses: the first button of a form. */}
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true">
          Move
        </button>
        <ArrangeArea>{parts}</ArrangeArea>
        <div className="sticky bottom-0 flex flex-wrap items-end gap-3 border-t border-line bg-paper py-3">
          <div className="min-w-48 grow sm:max-w-xs">
            <ChoiceField label="Move the ticked ones to" name="groupId" defaultValue="" choices={targets} />
          </div>
          <SubmitButton look="side">Move</SubmitButton>
        </div>
      </ActionForm>
    </May>
  )
}

function Pages({ total, filter }: { total: number; filter: Filter }) {
  const last = Math.ceil(total / rowsShown)
  if (last <= 1) return null
  const at = (page: number) => serversAddress({ ...filter, page })
  return (
    <nav aria-label="Pages" className="mt-6 flex gap-5">
      {filter.page > 1 ? <a href={at(filter.page - 1)}>Before</a> : null}
      <span>
        {filter.page} of {last}
      </span>
      {filter.page < last ? <a href={at(filter.page + 1)}>Next</a> : null}
    </nav>
  )
}
