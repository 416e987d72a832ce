import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ListedSource, readListedSources } from '#db/reads/sources/desk-sources.ts'
import { toolTitle } from '#lib/alerts/tools.ts'
import { SourceLine } from './_parts/source-line.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSources.page.sources') })

const perPage = 100

type Query = { page?: string | string[]; text?: string | string[] }

export default async function SourcesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const [page, text] = [pageOf(asked.page), textOf(asked.text)]
  const listed = await readListedSources(db, new Date())
  const sources = listed.filter(source => !source.isAgent)
  const agents = listed.length - sources.length
  const fitting = sources.filter(source => fits(source, text))
  const pages = Math.max(1, Math.ceil(fitting.length / perPage))
  if (page === null || page > pages) notFound()
  return (
    <>
      <Headline>{sentence(sources)}</Headline>
      <p className="text-soft">
        {staffWords.rich('deskSources.page.intro', {
          agents: text => <a href="/desk/agents">{text}</a>,
          agentCount: agents,
          hasAgents: agents > 0 ? 'yes' : 'no',
        })}
      </p>
      <May act="add-source">
        <p className="my-5">
          <a href="/desk/sources/new" className="button">
            {staffWords('deskSources.page.addASource')}
          </a>
        </p>
      </May>
      {sources.length > 10 ? (
        <form className="mb-5 grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
          <SearchField
            label={staffWords('deskSources.page.nameOrTool')}
            name="text"
            defaultValue={text ?? ''}
            maxLength={100}
          />
          <SubmitButton look="side">{staffWords('deskSources.page.show')}</SubmitButton>
        </form>
      ) : null}
      {fitting.length === 0 && sources.length > 0 ? (
        <p className="text-soft">{staffWords('deskSources.page.noSourceFits')}</p>
      ) : null}
      <ul className="rows">
        {fitting.slice((page - 1) * perPage, page * perPage).map(source => (
          <SourceLine key={source.id} source={source} />
        ))}
      </ul>
      <ListPages
        what={staffWords('deskSources.page.what')}
        page={page}
        pages={pages}
        href={number => listAddress('/desk/sources', { text, page: number })}
      />
    </>
  )
}

function fits({ name, format }: ListedSource, text: string | null): boolean {
  const wanted = text?.toLowerCase() ?? ''
  return `${name} ${toolTitle(format)}`.toLowerCase().includes(wanted)
}

function sentence(sources: readonly ListedSource[]): string {
  const silent = sources.filter(source => source.silentSince).length
  if (sources.length === 0) return staffWords('deskSources.page.nobodyReportsHereYet')
  if (silent === 0) return staffWords('deskSources.page.whoReports')
  return staffWords('deskSources.page.oneSourceHasFallen', { silent })
}
