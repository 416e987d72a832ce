/** One shape per state, so that colour is never alone. Drawn in the colour of the text. */
const paths = {
  dot: 'M6 2a4 4 0 1 1 0 8a4 4 0 0 1 0-8z',
  half: 'M6 0a6 6 0 1 1 0 12a6 6 0 0 1 0-12zm0 1.5v9a4.5 4.5 0 0 0 0-9z',
  triangle: 'M6 .5l6 11H0z',
  cross: 'M2.1 0L6 3.9 9.9 0 12 2.1 8.1 6 12 9.9 9.9 12 6 8.1 2.1 12 0 9.9 3.9 6 0 2.1z',
  eye: 'M6 0a6 6 0 1 1 0 12a6 6 0 0 1 0-12zm0 1.7a4.3 4.3 0 1 0 0 8.6a4.3 4.3 0 0 0 0-8.6zm0 2.3a2 2 0 1 1 0 4a2 2 0 0 1 0-4z',
  tick: 'M10.6 1.5L12 2.9 4.5 10.5 0 6l1.4-1.4 3.1 3.1z',
  diamond: 'M6 0l6 6-6 6-6-6zm0 2.6L2.6 6 6 9.4 9.4 6z',
  ring: 'M6 0a6 6 0 1 1 0 12a6 6 0 0 1 0-12zm0 2a4 4 0 1 0 0 8a4 4 0 0 0 0-8z',
  shield: 'M6 0l5 1.8v4.1c0 2.9-2 5.2-5 6.1-3-.9-5-3.2-5-6.1V1.8z',
  note: 'M6 0a6 6 0 1 1 0 12a6 6 0 0 1 0-12zM5.1 2.5v4.3h1.8V2.5zm0 5.4v1.8h1.8V7.9z',
} as const

export type ShapeName = keyof typeof paths

export function shapePath(name: ShapeName): string {
  return paths[name]
}

export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="shape">
      <path fillRule="evenodd" d={paths[name]} />
    </svg>
  )
}
