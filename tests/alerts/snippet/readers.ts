import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { SaxesParser } from 'saxes'
import { parseDocument } from 'yaml'
import type { Pasted, SnippetLanguage } from '#lib/alerts/snippet/snippet.ts'

/** The version of shellcheck here; null: it is not installed. */
export const shellcheckVersion = versionOf('shellcheck')

/** What is wrong with a text by the parser of its language; null: nothing. */
export async function faultOf({ language, text }: Pasted): Promise<string | null> {
  const read = readers[language]
  const fault = await read(text)
  return fault === '' ? null : fault
}

/** What shellcheck says of a script for sh. */
export async function shellcheckWords(text: string): Promise<string> {
  return said('shellcheck', ['--shell=dash', '--format=gcc', '-'], text)
}

type Read = (text: string) => string | Promise<string>

const readers: Record<SnippetLanguage, Read> = {
  yaml: text =>
    parseDocument(text, { strict: true, uniqueKeys: true })
      .errors.map(error => error.message)
      .join('\n'),
  json: text => thrown(() => JSON.parse(text)),
  sh: async text => `${await said('dash', ['-n'], text)}${await said('bash', ['-n'], text)}`,
  bash: text => said('bash', ['-n'], text),
  javascript: text => said(process.execPath, ['--check', '--input-type=module', '-'], text),
  xml: text => thrown(() => new SaxesParser().write(`<all>${text}</all>`).close()),
  ini: text => wrongLine(text, /^(\[\w+\]|\w+ ?= ?("[^"]*"|\S+))$/),
  nagios: text => wrongLine(text, /^(define (command|contact) \{|\}| {2}\w+ +\S.*)?$/),
  icinga: balanced,
  text: text => (text.endsWith('\n') ? '' : 'The last line has no end.'),
}

function thrown(read: () => unknown): string {
  try {
    read()
    return ''
  } catch (error) {
    return String(error)
  }
}

function wrongLine(text: string, right: RegExp): string {
  return text
    .trimEnd()
    .split('\n')
    .filter(line => !right.test(line))
    .join('\n')
}

/** Icinga's own check of the whole file is among the tests of tools. */
function balanced(text: string): string {
  const count = (mark: string) => text.split(mark).length
  return count('{') === count('}') && count('[') === count(']') ? '' : 'A bracket is missing.'
}

async function said(program: string, args: string[], input: string): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let words = ''
  const hear = (text: string) => {
    words += text
  }
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  child.stdin.end(input)
  await once(child, 'close')
  return words
}

function versionOf(program: string): string | null {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' })
  } catch {
    return null
  }
}
