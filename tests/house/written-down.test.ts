import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Flows that name one of the staff and write nothing down, and why. */
const excused: Readonly<Record<string, string>> = {
  'lib/flows/destinations/try-destination.ts':
    'sends a message to whoever asks, by a way that they have added',
  'lib/flows/staff/note-language.ts': 'a language to work in changes nothing for anybody else',
  'lib/flows/reminders/mail-instead-of.ts': 'Allclear itself reminds somebody of the staff',
}

const flows = globSync('lib/flows/**/*.ts')
const texts = new Map(flows.map(file => [file, readFileSync(file, 'utf8')]))

/** Whether a flow writes down what is done, itself or by another flow. */
function writesDown(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false
  seen.add(file)
  const text = texts.get(file) ?? ''
  if (/\bwriteAudit\(/.test(text)) return true
  const others = [...text.matchAll(/from '(#lib\/flows\/[^']+|\.\/[^']+)'/g)].map(([, from = '']) =>
    from.startsWith('#') ? from.slice(1) : `${file.slice(0, file.lastIndexOf('/'))}/${from.slice(2)}`,
  )
  return others.some(other => writesDown(other, seen))
}

it('every flow that is told who of the staff does it writes it down, or says why not', () => {
  const silent = flows.filter(file => {
    const text = texts.get(file) ?? ''
    const exported = text.matchAll(/export (?:async )?function[^(]*\(([\s\S]*?)\n?\): /g)
    const takesStaff = [...exported].some(([, given = '']) => /\b(by)?staffId\b/i.test(given))
    return takesStaff && !writesDown(file)
  })
  expect(silent.filter(file => !(file in excused))).toEqual([])
  for (const file of Object.keys(excused)) expect(silent, `${file} is excused`).toContain(file)
})

it('every form of the desk names what it does, so that nobody sees a button that would be refused', () => {
  const pages = globSync(['app/desk/(staff)/**/*.tsx', 'app/_components/desk/**/*.tsx'])
  const nameless = pages.filter(file => {
    const tags = readFileSync(file, 'utf8').match(/<ActionForm\b[^>]*/g) ?? []
    return tags.some(tag => !/\sact=/.test(tag))
  })
  expect(nameless).toEqual([])
})
