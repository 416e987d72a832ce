import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calendarText, writeCalendar } from '#lib/rules/calendar/ical.ts'

it('folds at 75 octets at most, cuts no sign in two, and unfolds to what it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
      const value = calendarText(text)
      const written = writeCalendar([['SUMMARY', value]])
      for (const line of written.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line.isWellFormed()).toBe(true)
      }
      expect(written.replaceAll('\r\n ', '')).toBe(`SUMMARY:${value}\r\n`)
    }),
  )
})

it('escapes what separates values, and drops control characters', () => {
  expect(calendarText('a, b; c\\d\r\ne\u0007f\u2028g')).toBe('a\\, b\\; c\\\\d\\nef\\ng')
})
