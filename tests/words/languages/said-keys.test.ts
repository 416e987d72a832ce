import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { en } from '#lib/words/en/en.ts'
import { codeFiles } from '#tests/house/tree.ts'
import { messagesOf } from './look-at-catalogue.ts'

const keys = messagesOf(en).map(([key]) => key)

/** Where keys are said: not in the catalogues themselves. */
const isSaying = (file: string) =>
  /^(app|lib|scripts)\//.test(file) && !/^lib\/words\/(en|languages)\//.test(file)

const text = codeFiles()
  .filter(isSaying)
  .map(file => readFileSync(file, 'utf8'))
  .join('\n')

/** Keys that stand in the code as they are. */
const whole = new Set([...text.matchAll(/'([a-zA-Z][\w.-]*\.[\w.-]+)'/g)].map(([, key]) => key))

/** Keys with a value in them: "servers.condition.${condition}" is any of these. The noun always stands in it. */
const made = [...text.matchAll(/`([a-zA-Z]\w*(?:\.[\w.-]*)?(?:\$\{[^{}]*\}[\w.-]*)+)`/g)]
  .map(([, template = '']) => template)
  .filter(template => template.includes('.'))
  .map(
    template =>
      new RegExp(
        `^${template
          .split(/\$\{[^{}]*\}/)
          .map(part => part.replaceAll('.', '\\.'))
          .join('[\\w.-]+')}$`,
      ),
  )

/** What scripts of the desk say they are handed as a whole, and take by its name. */
const isTaken = (key: string) =>
  key.startsWith('deskClient.') && new RegExp(`[.{,']\\s*${key.split('.').at(-1)}\\b`).test(text)

const isSaid = (key: string) => whole.has(key) || isTaken(key) || made.some(template => template.test(key))

it('every key of the catalogue is said somewhere', () => {
  expect(keys.filter(key => !isSaid(key))).toEqual([])
})

it('a key that nobody says is found', () => {
  expect(isSaid('board.banner.none')).toBe(true)
  expect(isSaid('board.banner.nobodySaysThis')).toBe(false)
  expect(isSaid('deskClient.outcome.nobodySaysThis')).toBe(false)
})
