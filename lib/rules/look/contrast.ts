type Rgb = readonly [number, number, number]

/** The least contrast of text, and of what is drawn: WCAG 2.2, 1.4.3 and 1.4.11. */
export const leastContrast = { text: 4.5, drawn: 3 } as const

/** The ratio of two colours such as "#24508f", from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastOf(a: string, b: string): number {
  const [dark, light] = [luminanceOf(rgbOf(a)), luminanceOf(rgbOf(b))].sort((x, y) => x - y) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The colour nearest to this one that has the ratio on all of these grounds, made darker or lighter step by step; itself
 * where it has it already. null: none has, because the grounds lie too far apart.
 */
export function nearestOf(colour: string, grounds: readonly string[], ratio: number): string | null {
  const isEnough = (candidate: string) => grounds.every(ground => contrastOf(candidate, ground) >= ratio)
  for (let step = 0; step <= steps; step += 1)
    for (const end of [0, 255]) {
      const candidate = mixed(colour, end, step / steps)
      if (isEnough(candidate)) return candidate
    }
  return null
}

const steps = 100

/** A colour on its way to black (0) or white (255). share: from 0 to 1. */
function mixed(colour: string, end: number, share: number): string {
  const parts = rgbOf(colour).map(part => Math.round(part + (end - part) * share))
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

function rgbOf(colour: string): Rgb {
  const part = (place: number) => Number.parseInt(colour.slice(place, place + 2), 16)
  return [part(1), part(3), part(5)]
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(rgb: Rgb): number {
  const [r, g, b] = rgb.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
