import { format, stripVTControlCharacters } from 'node:util'
import { log } from './log.ts'

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const

/** Leads what the framework and other libraries print into the log. sayError: says an error that one of them prints. */
export function captureConsole(sayError: (sentence: string, error: Error) => void): void {
  for (const [name, level] of Object.entries(levels))
    console[name as keyof typeof levels] = (...printed: unknown[]) => {
      const error = printed.find(each => each instanceof Error)
      const words = printed.filter(each => each !== error)
      const sentence = stripVTControlCharacters(format(...words)).trim()
      if (error) sayError(sentence || 'the framework could not answer', error)
      else log[level](sentence)
    }
}
