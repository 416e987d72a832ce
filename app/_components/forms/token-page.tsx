import type { Metadata } from 'next'
import type { ReactNode } from 'react'

/**
 * A page whose address lets its holder do something: not for search engines, and not for other sites.
 * same-origin and not no-referrer, because then a browser would hide the origin of the form as well.
 */
export function tokenMetadata(title: string): Metadata {
  return { title, robots: { index: false, follow: false }, referrer: 'same-origin' }
}

/** What comes after a form: one sentence, then what to know. */
export function PageAnswer({ headline, children }: { headline: string; children?: ReactNode }) {
  return (
    <div className="py-8">
      <h1 className="headline">{headline}</h1>
      <div className="mt-4 grid max-w-[60ch] justify-items-start gap-4">{children}</div>
    </div>
  )
}

type Props = {
  action: string
  token: string
  /** Hidden fields that it sends besides. */
  fields?: ReactNode
  /** The page is for something else. */
  isSide?: boolean
  children: ReactNode
}

/** The one button that does what a link is for. */
export function TokenButton({ action, token, fields, isSide, children }: Props) {
  return (
    <form action={action} method="post">
      <input type="hidden" name="token" value={token} />
      {fields}
      <button type="submit" className="button" data-look={isSide ? 'side' : undefined}>
        {children}
      </button>
    </form>
  )
}
