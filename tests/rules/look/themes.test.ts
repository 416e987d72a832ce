import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrastOf, leastContrast } from '#lib/rules/look/contrast.ts'
import { drawnPairs, type Token, textPairs, themes } from '#lib/rules/look/themes.ts'
import { siteThemes } from '#lib/rules/settings/site-settings.ts'

const css = readFileSync('app/globals.css', 'utf8')
const modes = ['light', 'dark'] as const

const weak = (pairs: typeof textPairs, least: number) =>
  siteThemes.flatMap(theme =>
    pairs.flatMap(([token, grounds]) =>
      grounds.flatMap(ground =>
        modes.flatMap(mode => {
          const place = mode === 'light' ? 0 : 1
          const ratio = contrastOf(themes[theme][token][place], themes[theme][ground][place])
          return ratio < least ? [`${theme} ${mode}: ${token} on ${ground} ${ratio.toFixed(2)}`] : []
        }),
      ),
    ),
  )

describe('each theme, by day and by night', () => {
  it('has text that can be read on each ground that it stands on', () => {
    expect(weak(textPairs, leastContrast.text)).toEqual([])
  })

  it('has marks that can be seen', () => {
    expect(weak(drawnPairs, leastContrast.drawn)).toEqual([])
  })
})

it('paper is what the pages come with', () => {
  const written = (token: Token) => {
    const [light, dark] = themes.paper[token].map(colour => (colour === '#ffffff' ? '#fff' : colour))
    return `--${token}: light-dark(${light}, ${dark});`
  }
  expect((Object.keys(themes.paper) as Token[]).filter(token => !css.includes(written(token)))).toEqual([])
})
