import { lastingWords, type TimeWords } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

/**
 * Texts are rendered once for readers in all zones, so a moment stands in them as a mark, of letters and digits only,
 * so that no encoding touches it: "AllclearTime20130219T1004Mark". Seconds are dropped.
 */
export function moment(at: string | Date): string {
  return `AllclearTime${minuteOf(at)}Mark`
}

/** The mark of a time from one moment to another. */
export function period(from: string | Date, to: string | Date): string {
  return `AllclearTime${minuteOf(from)}To${minuteOf(to)}Mark`
}

/** A time from one moment to another with its length: "15:14 to 15:31 UTC (17 minutes)". */
export function lasting(words: Words, from: string, to: string): string {
  return lastingWords(words, period(from, to), new Date(from), new Date(to))
}

export const momentMark = /AllclearTime\d{8}T\d{4}(?:To\d{8}T\d{4})?Mark/

/** Says all moments of a text as one reader reads times. */
export function sayMoments(text: string, times: TimeWords): string {
  return text.replace(new RegExp(momentMark, 'g'), mark => sayMoment(mark, times))
}

/** What a mark stands for, as one reader reads times. */
export function sayMoment(mark: string, times: TimeWords): string {
  const [from, to] = [...mark.matchAll(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/g)].map(
    ([, year, month, day, hour, minute]) => new Date(`${year}-${month}-${day}T${hour}:${minute}Z`),
  )
  if (!from) throw new Error(`“${mark}” stands for no moment.`)
  // What alerts say comes from anybody: something that only looks like a mark stays as it is.
  if (Number.isNaN(from.getTime()) || (to && Number.isNaN(to.getTime()))) return mark
  return to ? times.period(from, to) : times.moment(from)
}

/** The beginning of a text, at most this long, in which no mark is cut. */
export function beginning(text: string, most: number): string {
  let kept = ''
  for (const [place, piece] of text.split(new RegExp(`(${momentMark.source})`)).entries()) {
    const room = most - kept.length
    if (piece.length > room) return place % 2 === 0 ? kept + piece.slice(0, room) : kept
    kept += piece
  }
  return kept
}

/** "2013-02-19 09:00 UTC", as a time in a post is written in plain text. */
const written = /\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g

/** Words of staff, with marks for the times in them. */
export function withMarks(words: string): string {
  return words.replace(written, (found, day: string, time: string) => {
    const at = new Date(`${day}T${time}Z`)
    return Number.isNaN(at.getTime()) ? found : moment(at)
  })
}

function minuteOf(at: string | Date): string {
  return new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '')
}
