import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskServers.page.servers') })

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
            {staffWords('deskServers.page.addAServer')}
          </a>
          <a href="/desk/servers/import">{staffWords('deskServers.page.pasteOrUpload')}</a>
          <a href="/desk/servers/groups">{staffWords('deskServers.page.groupsAndTheirOrder')}</a>
        </p>
      </May>
      <OfferedNames db={db} />
      {inService + retired === 0 ? <FirstServers /> : null}
      {inService + retired > 0 ? (
        <>
          <form className="mt-6 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
            <SearchField
              label={staffWords('deskServers.page.nameOrAddress')}
              name="text"
              defaultValue={filter.text}
              maxLength={100}
            />
            <ChoiceField
              label={staffWords('deskServers.page.group')}
              name="group"
              defaultValue={filter.group}
              choices={choices}
            />
            <SubmitButton look="side">{staffWords('deskServers.page.show')}</SubmitButton>
          </form>
          <Listed servers={list.servers} groups={groups} filter={filter} />
          <Pages total={list.total} filter={filter} />
        </>
      ) : null}
    </>
  )
}

function sentence(servers: number, groups: number): string {
  if (servers === 0) return staffWords('deskServers.page.noServerIsEntered')
  return staffWords('deskServers.page.counted', { servers, groups })
}

function FirstServers() {
  return (
    <p className="mt-6 max-w-prose">
      {staffWords.rich('deskServers.page.alertsCountForServers', {
        import: text => <a href="/desk/servers/import">{text}</a>,
      })}
    </p>
  )
}

function groupChoices(
  groups: readonly PlacedGroup[],
  counts: ReadonlyMap<string | null, number>,
  retired: number,
) {
  return [
    { value: '', word: staffWords('deskServers.page.all') },
    ...groups.map(({ id, name }) => ({ value: id, word: `${name} (${counts.get(id) ?? 0})` })),
    { value: 'none', word: staffWords('deskServers.page.noGroupCount', { get: counts.get(null) ?? 0 }) },
    { value: 'retired', word: staffWords('deskServers.page.retiredCount', { retired }) },
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
  if (servers.length === 0)
    return <p className="mt-6 text-soft">{staffWords('deskServers.page.noServerFits')}</p>
  const isOrdered = filter.text === '' && filter.of !== 'retired'
  const nameOf = new Map<string | null, string>(groups.map(({ id, name }) => [id, name]))
  const byGroup = Map.groupBy(servers, server => server.groupId)
  const targets = [
    { value: '', word: staffWords('deskServers.page.noGroup') },
    ...groups.map(({ id, name }) => ({ value: id, word: name })),
  ]
  const parts = [...byGroup].map(([id, members]) => (
    <Part
      key={id ?? ''}
      title={
        filter.of === 'retired'
          ? staffWords('deskServers.page.retired')
          : (nameOf.get(id) ?? staffWords('deskServers.page.withoutAGroup'))
      }
    >
      <ServerRows servers={members} isOrdered={isOrdered} />
    </Part>
  ))
  if (filter.of === 'retired') return parts
  return (
    <May act="place-servers" otherwise={parts}>
      <ActionForm act="place-servers" action={arrange} className="grid gap-3">
        {/* What Enter in a box presses: the first button of a form. */}
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true">
          {staffWords('deskServers.page.move')}
        </button>
        <ArrangeArea>{parts}</ArrangeArea>
        <div className="sticky bottom-0 flex flex-wrap items-end gap-3 border-t border-line bg-paper py-3">
          <div className="min-w-48 grow sm:max-w-xs">
            <ChoiceField
              label={staffWords('deskServers.page.moveTheTickedOnes')}
              name="groupId"
              defaultValue=""
              choices={targets}
            />
          </div>
          <SubmitButton look="side">{staffWords('deskServers.page.move')}</SubmitButton>
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
    <nav aria-label={staffWords('deskServers.page.pages')} className="mt-6 flex gap-5">
      {filter.page > 1 ? <a href={at(filter.page - 1)}>{staffWords('deskServers.page.before')}</a> : null}
      <span>{staffWords('deskServers.page.pageOf', { page: filter.page, last })}</span>
      {filter.page < last ? <a href={at(filter.page + 1)}>{staffWords('deskServers.page.next')}</a> : null}
    </nav>
  )
}
