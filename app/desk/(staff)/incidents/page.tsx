import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import type { OpenLook } from '#app/_components/board/open-look.ts'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { LocalSpan, LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { RowKeys } from '#app/_components/desk/rows/row-keys.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { lookOfState } from '#app/desk/(staff)/posts/_parts/post-line.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  type IncidentPage,
  incidentStates,
  type ListedIncident,
  readIncidentPage,
} from '#db/reads/incidents/incident-list.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskIncidents.page.incidents') })

type Query = { state?: string | string[]; text?: string | string[]; page?: string | string[] }

const stateWords = () => ({
  open: staffWords('deskIncidents.page.open'),
  held: staffWords('deskIncidents.page.held'),
  over: staffWords('deskIncidents.page.past'),
  dismissed: staffWords('deskIncidents.page.dismissed'),
})

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const state = incidentStates.find(known => known === asked.state) ?? null
  const text = textOf(asked.text)
  const page = pageOf(asked.page)
  const list = page === null ? null : await readIncidentPage(db, { state, text }, page)
  if (!list) notFound()
  const isFiltered = state !== null || text !== null
  const choices = [
    { value: '', word: staffWords('deskIncidents.page.any') },
    ...incidentStates.map(value => ({ value, word: stateWords()[value] })),
  ]
  return (
    <>
      <Headline>{sentence(list, isFiltered)}</Headline>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <May act="declare-incident">
          <a href="/desk/incidents/new" className="button">
            {staffWords('deskIncidents.page.declareAnIncident')}
          </a>
        </May>
        <May act="keep-template">
          <a href="/desk/incidents/templates" className="py-2">
            {staffWords('deskIncidents.page.templatesForUpdates')}
          </a>
        </May>
        <a href="/desk/containment" className="py-2">
          {staffWords('deskIncidents.page.containmentLog')}
        </a>
        <May act="export-indicators">
          <a href="/desk/indicators" className="py-2">
            {staffWords('deskIncidents.page.indicators')}
          </a>
        </May>
      </p>
      {list.total > 0 || isFiltered ? (
        <form id="search" className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
          <ChoiceField
            label={staffWords('deskIncidents.page.whereItStands')}
            name="state"
            defaultValue={state ?? ''}
            choices={choices}
          />
          <SearchField
            label={staffWords('deskIncidents.page.titleOrServer')}
            name="text"
            defaultValue={text ?? ''}
            maxLength={100}
          />
          <SubmitButton look="side">{staffWords('deskIncidents.page.show')}</SubmitButton>
        </form>
      ) : null}
      <ol className="rows grid min-w-0 grid-cols-[minmax(0,1fr)]">
        {list.incidents.map(incident => (
          <li key={incident.id}>
            <Line incident={incident} />
          </li>
        ))}
      </ol>
      <ListPages
        what={staffWords('deskIncidents.page.incidentWord')}
        page={list.page}
        pages={list.pages}
        href={number => listAddress('/desk/incidents', { state, text, page: number })}
      />
    </>
  )
}

function sentence({ total }: IncidentPage, isFiltered: boolean): string {
  if (total === 0)
    return isFiltered
      ? staffWords('deskIncidents.page.noIncidentFits')
      : staffWords('deskIncidents.page.none')
  if (total === 1)
    return isFiltered
      ? staffWords('deskIncidents.page.oneIncidentFits')
      : staffWords('deskIncidents.page.oneIncidentSoFar')
  const count = total
  return isFiltered
    ? staffWords('deskIncidents.page.countIncidentsFit', { count })
    : staffWords('deskIncidents.page.countIncidentsSoFar', { count })
}

/** Of what is open, the colour and word that readers see. */
function lookOfListed({ state, impact, cause }: ListedIncident): OpenLook {
  if (state !== 'open' || impact === 'operational') return lookOfState(state)
  const condition = conditionOf(impact, impact === 'degraded' ? cause : null)
  return { ...lookOf(condition), word: staffWords(`servers.badge.${condition}`) }
}

function Line({ incident }: { incident: ListedIncident }) {
  const { id, title, startedAt, resolvedAt, serverCount } = incident
  return (
    <RowKeys label={title}>
      <div className="columns-2-side py-3">
        <p>
          <Badge {...lookOfListed(incident)} />
        </p>
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">
            <a href={`/desk/posts/${id}`} aria-keyshortcuts="a">
              {title}
            </a>
          </p>
          <p className="meta">
            <span>
              {resolvedAt ? <LocalSpan from={startedAt} to={resolvedAt} /> : <LocalTime at={startedAt} />}
            </span>
            <span>{staffWords('deskIncidents.page.serverCount', { serverCount })}</span>
          </p>
        </div>
      </div>
    </RowKeys>
  )
}
