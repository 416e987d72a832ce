import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import {
  type MeasureList,
  type MeasurePage,
  measureLists,
  readMeasurePage,
} from '#db/reads/containment/measures.ts'
import { MeasureFields } from './_parts/measure-fields.tsx'
import { MeasureRows } from './_parts/measure-rows.tsx'
import { recordTaken } from './actions.ts'
import { readMeasureChoices } from './read-choices.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskContainment.page.containment') })

type Query = Partial<Record<'list' | 'text' | 'page', string | string[]>>

const listWords = (): Record<MeasureList, string> => ({
  open: staffWords('deskContainment.page.inForce'),
  unattached: staffWords('deskContainment.page.withoutAnIncident'),
  all: staffWords('deskContainment.page.allWithdrawnOnesToo'),
})

export default async function ContainmentPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const now = new Date()
  const list = measureLists.find(known => known === asked.list) ?? 'open'
  const [text, page] = [textOf(asked.text), pageOf(asked.page)]
  const found = page === null ? null : await readMeasurePage(db, { list, text, page }, now)
  if (!found) notFound()
  const choices = await readMeasureChoices(db)
  return (
    <>
      <Headline>{headlineOf(found, list, text)}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskContainment.page.whatWasDoneAgainst', {
          tag: () => <code>{'<Containment />'}</code>,
          indicators: text => <a href="/desk/help/indicators">{text}</a>,
        })}
      </p>
      <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
        <ChoiceField
          label={staffWords('deskContainment.page.which')}
          name="list"
          defaultValue={list}
          choices={measureLists.map(value => ({ value, word: listWords()[value] }))}
        />
        <SearchField
          label={staffWords('deskContainment.page.wordsOrKind')}
          name="text"
          defaultValue={text ?? ''}
          maxLength={100}
        />
        <SubmitButton look="side">{staffWords('deskContainment.page.show')}</SubmitButton>
      </form>
      <MeasureRows rows={found.rows} choices={choices} now={now} />
      <ListPages
        what={staffWords('deskContainment.page.measures')}
        page={found.page}
        pages={found.pages}
        href={number => listAddress('/desk/containment', { list, text, page: number })}
      />
      <May act="record-measure">
        <Part title={staffWords('deskContainment.page.enterOne')} id="enter">
          <Card>
            <ActionForm
              act="record-measure"
              action={recordTaken}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <input type="hidden" name="id" value={newId()} />
              <MeasureFields choices={choices} />
              <SubmitButton>{staffWords('deskContainment.page.enterIt')}</SubmitButton>
            </ActionForm>
          </Card>
        </Part>
      </May>
    </>
  )
}

function headlineOf({ rows, pages }: MeasurePage, list: MeasureList, text: string | null): string {
  if (text !== null) return staffWords('deskContainment.page.measuresWithText', { text })
  if (rows.length === 0)
    return list === 'open'
      ? staffWords('deskContainment.page.noneInForce')
      : staffWords('deskContainment.page.thereIsNoSuch')
  return staffWords('deskContainment.page.headline', {
    count: rows.length,
    list,
    isMore: pages > 1 ? 'yes' : 'no',
  })
}
