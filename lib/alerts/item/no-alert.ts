import { ignored, type ParsedItem } from './item.ts'

/** What the test button of a tool sends. */
export function testMessage(): ParsedItem {
  return ignored('test: the source works')
}

/** What comes all the time and needs no line in the log. */
export function routine(reason: string): ParsedItem {
  return { is: 'ignored', reason, isRoutine: true }
}
