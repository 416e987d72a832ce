import type { ServerState } from '#lib/rules/servers/banner.ts'
import type { ShapeName } from './shape.tsx'

export type Tone = 'fine' | 'seen' | 'work' | 'slow' | 'part' | 'down' | 'plain'

/** Colour and shape of a state. Its word is always there too. */
export function lookOf(state: ServerState): { tone: Tone; shape: ShapeName } {
  switch (state) {
    case 'down':
      return { tone: 'down', shape: 'cross' }
    case 'partly_down':
    case 'intermittently_down':
      return { tone: 'part', shape: 'triangle' }
    case 'slow':
    case 'intermittently_slow':
      return { tone: 'slow', shape: 'half' }
    case 'being_checked':
      return { tone: 'slow', shape: 'eye' }
    case 'recovered':
      return { tone: 'seen', shape: 'tick' }
    case 'without_data':
      return { tone: 'plain', shape: 'ring' }
    case 'under_maintenance':
      return { tone: 'work', shape: 'diamond' }
    case 'fine':
      return { tone: 'fine', shape: 'dot' }
  }
}
