import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { askNothing } from './asking.ts'
import { productFiles } from './tree.ts'

const root = 'app/desk/'

/** An action begins with its export; what stands behind it is its own until the next one. */
const exported = /^export (?:const|async function) (\w+)/m

/** Every way in which an action asks: the sentences of questions.ts, or a question of its own that it confirms first. */
const asks = /\b(ask[A-Z]\w*|confirmedFirst)\(/

/** The actions of the desk by file and name, with whether each asks before it is done. */
function deskActions(): { file: string; name: string; isAsking: boolean }[] {
  return productFiles()
    .filter(file => file.startsWith(root))
    .map(file => ({ file: file.slice(root.length), text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => text.startsWith("'use server'"))
    .flatMap(({ file, text }) => {
      const [, ...parts] = text.split(exported)
      const names = parts.filter((_, place) => place % 2 === 0)
      return names.map((name, place) => ({ file, name, isAsking: asks.test(parts[place * 2 + 1] ?? '') }))
    })
}

test('an action of the desk asks first, or the house says why it need not', () => {
  const actions = deskActions()
  expect(actions.length).toBeGreaterThan(80)
  const silent = actions.filter(({ file, name, isAsking }) => !isAsking && !askNothing[file]?.[name])
  expect(silent.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
})

test('the house excuses no action that asks, and none that is gone', () => {
  const silent = new Set(
    deskActions()
      .filter(action => !action.isAsking)
      .map(({ file, name }) => `${file}: ${name}`),
  )
  const excused = Object.entries(askNothing).flatMap(([file, names]) =>
    Object.keys(names).map(name => `${file}: ${name}`),
  )
  expect(excused.filter(name => !silent.has(name))).toEqual([])
})

test('what takes something from readers, or throws it away, asks', () => {
  const asking = new Set(
    deskActions()
      .filter(action => action.isAsking)
      .map(action => action.name),
  )
  const dangerous = [
    'withdraw',
    'withdrawIt',
    'discard',
    'dismiss',
    'drop',
    'resetPolicy',
    'removeFromStaff',
    'revokeToken',
    'throwAway',
    'endOld',
  ]
  expect(dangerous.filter(name => !asking.has(name))).toEqual([])
})
