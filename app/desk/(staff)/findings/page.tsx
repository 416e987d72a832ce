import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type FindingFilter, readFindings } from '#db/reads/agents/desk-findings.ts'
import { FindingRow } from './_parts/finding-row.tsx'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskFindings.page.findings') })

const perPage = 100

type Query = Partial<Record<'state' | 'text' | 'page', string | string[]>>

const states = () =>
  [
    { value: 'open', word: staffWords('deskFindings.page.isThere') },
    { value: 'harmless', word: staffWords('deskFindings.page.calledHarmless') },
    { value: 'gone', word: staffWords('deskFindings.page.foundNoMore') },
  ] as const

/** What scanners found on servers, the last heard of first. */
export default async function FindingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const [page, text] = [pageOf(asked.page), textOf(asked.text)]
  if (page === null) notFound()
  const state: FindingFilter['state'] = states().find(({ value }) => value === asked.state)?.value ?? null
  const filter = { state, text, serverId: null }
  const { findings, total } = await readFindings(db, filter, { limit: perPage, offset: (page - 1) * perPage })
  if (page > 1 && findings.length === 0) notFound()
  return (
    <>
      <Headline>{staffWords('deskFindings.page.whatWasFound')}</Headline>
      <p className="text-soft">
        {staffWords.rich('deskFindings.page.intro', {
          agents: text => <a href="/desk/agents">{text}</a>,
        })}
      </p>
      <form className="my-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]">
        <SearchField
          label={staffWords('deskFindings.page.pathSha256Check')}
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <ChoiceField
          label={staffWords('deskFindings.page.now')}
          name="state"
          defaultValue={state ?? ''}
          choices={[{ value: '', word: staffWords('deskFindings.page.any') }, ...states()]}
        />
        <SubmitButton look="side">{staffWords('deskFindings.page.show')}</SubmitButton>
      </form>
      {findings.length === 0 ? (
        <p className="text-soft">
          {state || text
            ? staffWords('deskFindings.page.noFindingFits')
            : staffWords('deskFindings.page.nothingWasFoundYet')}
        </p>
      ) : null}
      <ul className="rows">
        {findings.map(finding => (
          <FindingRow key={finding.id} finding={finding} />
        ))}
      </ul>
      <ListPages
        what={staffWords('deskFindings.page.what')}
        page={page}
        pages={Math.ceil(total / perPage)}
        href={number => listAddress('/desk/findings', { state, text, page: number })}
      />
    </>
  )
}
