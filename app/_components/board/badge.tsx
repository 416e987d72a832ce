import type { Tone } from './look.ts'
import { Shape, type ShapeName } from './shape.tsx'

/** A state as shape, word and colour. */
export function Badge({ tone, shape, word }: { tone: Tone; shape: ShapeName; word: string }) {
  return (
    <span data-tone={tone} className="badge">
      <Shape name={shape} />
      {word}
    </span>
  )
}
