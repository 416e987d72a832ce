'use server'

import { redirect } from 'next/navigation'
import { deskAction, type Said } from '#app/desk/desk-action.ts'
import { askForGood, askToSay } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { forgetImport } from '#lib/flows/imports/apply-import.ts'
import { previewImport } from '#lib/flows/imports/preview-import.ts'
import { startApplying, startReading } from '#lib/flows/imports/run-import.ts'
import { countFates } from '#lib/rules/imports/import-counts.ts'
import { countLines } from '#lib/words/imports/import-report.ts'
import { importForms } from './import-forms.ts'

const pageOf = (id: string) => `/desk/settings/imports/${id}`

/** Reads a file that was uploaded; what came of it stands on a page of its own. */
export const readFromFile = deskAction(
  importForms.file,
  async ({ product, page, zone, file }, { db, staffId, now }): Promise<Said> => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const task = { given: { is: 'bytes' as const, name: file.name, bytes }, hints: { zone, page, now } }
    return redirect(pageOf(await startReading(db, { staffId, product, task }, now)))
  },
)

/** The same with a product that is asked. Its key is kept nowhere. */
export const readFromAddress = deskAction(
  importForms.address,
  async ({ product, page, zone, address, secret }, { db, staffId, now }): Promise<Said> => {
    const given = { is: 'address' as const, address, key: secret, mayBePrivate: false }
    const task = { given, hints: { zone, page, now } }
    return redirect(pageOf(await startReading(db, { staffId, product, task }, now)))
  },
)

const gone = () => ({ problem: staffWords('deskImports.actions.appliedMeanwhile') })

export const applyRead = deskAction(
  importForms.one,
  async ({ importId }, { db, staffId, now }): Promise<Said> => {
    const outcome = await startApplying(db, { importId, staffId }, now)
    return outcome === 'gone' ? gone() : { done: staffWords('deskImports.actions.itIsBeingWritten') }
  },
  async ({ importId }, { db }) => {
    const preview = await previewImport(db, importId)
    if (preview === 'gone' || preview.row.state !== 'read') return null
    const count = countFates(preview.counts, ['new', 'changed'])
    const lines = countLines(staffWords, preview.counts, ['new', 'changed', 'known']).join(', ')
    return askToSay(
      staffWords('deskImports.actions.writeThisLinesNobody', { lines }),
      staffWords('deskImports.actions.confirmWrite'),
      count,
    )
  },
)

export const dropRead = deskAction(
  importForms.one,
  async (fields, { db, staffId, now }): Promise<Said> => {
    if ((await forgetImport(db, { ...fields, staffId }, now)) === 'gone') return gone()
    return redirect('/desk/settings/imports')
  },
  async () =>
    askForGood(
      staffWords('deskImports.actions.forgetWhatWasRead'),
      staffWords('deskImports.actions.confirmForget'),
    ),
)
