import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'

type Props = {
  action: 'mail' | 'remove' | 'test' | 'verify'
  token: string
  destinationId?: string
  button: string
  /** What the button acts on, for who hears the button alone. */
  of?: string
  /** Something else is what most come for. */
  isSide?: boolean
  children?: ReactNode
}

/** A form of one button that acts on a destination. */
export function DestinationForm({ action, token, destinationId, button, of, isSide, children }: Props) {
  return (
    <form action={`/api/destinations/${action}`} method="post" className="grid gap-2">
      <input type="hidden" name="token" value={token} />
      {destinationId ? <input type="hidden" name="destination" value={destinationId} /> : null}
      {children}
      <div>
        <button type="submit" className="button" data-look={isSide ? 'side' : undefined}>
          {button}
          {of ? (
            <span className="sr-only"> {readerWords()('destinations.buttonOf', { name: of })}</span>
          ) : null}
        </button>
      </div>
    </form>
  )
}
