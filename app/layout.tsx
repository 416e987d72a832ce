import type { ReactNode } from 'react'

// Nothing is made while building: the site's name comes from the environment it runs in.
export const dynamic = 'force-dynamic'

/** The public site and the desk each have a document of their own. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children
}
