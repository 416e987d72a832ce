import { expect, it } from 'vitest'
import { filesIn, proseIn } from './prose.ts'

/** What stands there letter by letter in every language: what a protocol or another product calls something. */
const names = new Set([
  '@media not all',
  'color-scheme: light dark',
  'use client',
  'use server',
  'a t',
  'light dark',
  'html:root { --paper: light-dark(#fffdf5, #101010); }',
  'UTC)',
  '{} UTC',
  '/posts/',
  'openssl pkey -pubin -in key.pem -outform DER | sha256sum',
  'hostname,group,label,addresses web01.example.com,"Vienna, rack 4",web01,203.0.113.1 web02.example.com,"Vienna, rack 4",web02,203.0.113.2',
])

const folders = ['app/desk', 'app/_components/desk']
/** Selectors, not words. */
const selectors = 'app/desk/(staff)/_parts/press-key.ts'
const isLeft = (file: string) => file === selectors
/** A single small word is what a choice is called in the code. */
const isWorded = (text: string) => /\s|\p{Lu}/u.test(text) && !names.has(text)
const proseOf = (file: string) => proseIn(file, 'prose').filter(({ text }) => isWorded(text))

it('the desk takes its words from the catalogue, where they are said in each of its languages', () => {
  const found = filesIn(folders, isLeft).flatMap(proseOf)
  expect(found.map(({ file, line, text }) => `${file}:${line} “${text.slice(0, 80)}”`)).toEqual([])
})
