import { z } from 'zod'
import type { Described } from './describe-error.ts'

const Line = z.looseObject({
  level: z.string(),
  time: z.string(),
  msg: z.string().default(''),
  pid: z.number().optional(),
  err: z.custom<Described>().optional(),
})

/** What a reader need not be told: that all is as it should be. */
const levelWords: Record<string, string> = {
  debug: 'detail: ',
  warn: 'warning: ',
  error: 'error: ',
  fatal: 'fatal: ',
}

/** A line of the log as somebody reads it in a terminal: the time, the sentence, whose it is, and an error below it. */
export function inWords(json: string): string {
  const { level, time, msg, pid: _, err, ...fields } = Line.parse(JSON.parse(json))
  const whose = Object.entries(fields).map(([name, value]) => `${name} ${asText(value)}`)
  const behind = whose.length > 0 ? ` (${whose.join(', ')})` : ''
  const below = err ? `${stackOf(err)}\n` : ''
  return `${time.slice(11, 19)} ${levelWords[level] ?? ''}${inOneLine(msg)}${behind}\n${below}`
}

function asText(value: unknown): string {
  return typeof value === 'string' ? inOneLine(value) : JSON.stringify(value)
}

/** Else who sends us a text could write lines of the log. */
function inOneLine(text: string): string {
  return text.replaceAll('\n', '\\n')
}

function stackOf({ type, message, stack, cause, errors = [] }: Described): string {
  const own = (stack ?? `${type}: ${message}`).replace(/^/gm, '  ')
  const causes = [...(cause ? [cause] : []), ...errors]
  return [own, ...causes.map(each => `  because of ${stackOf(each).trimStart()}`)].join('\n')
}
