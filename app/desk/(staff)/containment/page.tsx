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

export const metadata: Metadata = { title: 'Containment' }

type Query = Partial<Record<'list' | 'text' | 'page', string | string[]>>

const listWords: Record<MeasureList, string> = {
  open: 'in force',
  unattached: 'without an incident',
  all: 'all, withdrawn ones too',
}

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
        What was done against an attacker: what, where, since when, by whom and why. An advisory shows what is
        public of it by <code>{'<Containment />'}</code>, without names of people and without reasons: see{' '}
        <a href="/desk/help/indicators">how, and what agents enter</a>.
      </p>
      <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
        <ChoiceField
          label="Which"
          name="list"
          defaultValue={list}
          choices={measureLists.map(value => ({ value, word: listWords[value] }))}
        />
        <SearchField label="Words or kind" name="text" defaultValue={text ?? ''} maxLength={100} />
        <SubmitButton look="side">Show</SubmitButton>
      </form>
      <MeasureRows rows={found.rows} choices={choices} now={now} />
      <ListPages
        what="measures"
        page={found.page}
        pages={found.pages}
        href={number => listAddress('/desk/containment', { list, text, page: number })}
      />
      <May act="record-measure">
        <Part title="Enter one" id="enter">
          <Card>
            <ActionForm
              act="record-measure"
              action={recordTaken}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <input type="hidden" name="id" value={newId()} />
              <MeasureFields choices={choices} />
              <SubmitButton>Enter it</SubmitButton>
            </ActionForm>
          </Card>
        </Part>
      </May>
    </>
  )
}

const whereWords: Record<MeasureList, string> = {
  open: 'in force',
  unattached: 'without an incident',
  all: 'in the log',
}

function headlineOf({ rows, pages }: MeasurePage, list: MeasureList, text: string | null): string {
  if (text !== null) return `Measures with “${text}”`
  if (rows.length === 0) return list === 'open' ? 'No measure is in force.' : 'There is no such measure.'
  const count = pages > 1 ? `More than ${rows.length}` : String(rows.length)
  return `${count} ${rows.length === 1 ? 'measure' : 'measures'} ${whereWords[list]}`
}
