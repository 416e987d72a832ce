import type { ReactNode } from 'react'

/** The public site and the desk each have a document of their own. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children
}
