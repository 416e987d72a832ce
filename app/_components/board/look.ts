import type { ShapeName } from './shape.tsx'

export type Tone = 'fine' | 'seen' | 'work' | 'slow' | 'part' | 'down' | 'plain'

/** Colour and shape of a state, by its word. The word itself is always there too. */
export function lookOf(word: string): { tone: Tone; shape: ShapeName } {
  switch (word) {
    case 'down':
      return { tone: 'down', shape: 'cross' }
    case 'partly down':
    case 'intermittently down':
      return { tone: 'part', shape: 'triangle' }
    case 'slow':
    case 'intermittently slow':
    case 'impaired':
      return { tone: 'slow', shape: 'half' }
    case 'being checked':
      return { tone: 'slow', shape: 'eye' }
    case 'recovered':
      return { tone: 'seen', shape: 'tick' }
    case 'without data':
      return { tone: 'plain', shape: 'ring' }
    case 'under maintenance':
      return { tone: 'work', shape: 'diamond' }
    default:
      return { tone: 'fine', shape: 'dot' }
  }
}
