import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentByNight, accentProblem, lookModes } from '#lib/rules/look/accent.ts'
import { contrastOf, nearestOf } from '#lib/rules/look/contrast.ts'
import { styleOf } from '#lib/rules/look/style.ts'
import { siteThemes } from '#lib/rules/settings/site-settings.ts'

const colour = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map(number => `#${number.toString(16).padStart(6, '0')}`)

describe('the contrast of two colours', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#24508f', '#24508f', 1],
  ])('%s on %s is %f', (a, b, ratio) => {
    expect(contrastOf(a, b)).toBeCloseTo(ratio, 2)
    expect(contrastOf(b, a)).toBe(contrastOf(a, b))
  })

  it('is never missed by a colour where black or white has it', () => {
    expect(nearestOf('#808080', ['#000000', '#ffffff'], 7)).toBeNull()
  })
})

describe('an accent', () => {
  it('that is too light by day is refused with its ratio and the nearest that can be read', () => {
    expect(accentProblem('#f5a623', 'paper', 'light')).toEqual({
      mode: 'light',
      colour: '#f5a623',
      ratio: 1.9,
      nearest: '#9a6916',
    })
    expect(accentProblem('#f5a623', 'paper', 'dark')).toBeNull()
  })

  it('always has a nearest that can be read, in every theme and mode', () => {
    fc.assert(
      fc.property(
        colour,
        fc.constantFrom(...siteThemes),
        fc.constantFrom(...lookModes),
        (given, theme, mode) => {
          const problem = accentProblem(given, theme, mode)
          if (problem) expect(accentProblem(problem.nearest, theme, mode)).toBeNull()
          expect(accentProblem(accentByNight(given, theme), theme, 'dark')).toBeNull()
        },
      ),
    )
  })
})

describe('the style sheet of the pages', () => {
  const plain = { theme: 'paper', accentLight: undefined, accentDark: undefined, sheet: null } as const

  it('is none where nothing differs, so that a first visit asks for nothing more', () => {
    expect(styleOf(plain)).toBeNull()
  })

  it('says what differs, then the hoster’s own rules', () => {
    const style = styleOf({ ...plain, accentLight: '#24508f', sheet: '.headline { color: red }' })
    expect(style).toBe(
      'html:root {\n  --accent: light-dark(#24508f, #6a88b3);\n}\n\n.headline { color: red }',
    )
    expect(styleOf({ ...plain, theme: 'slate' })).toContain('--paper: light-dark(#f5f7fa, #10151c);')
  })
})
