import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="mx-auto max-w-md px-5 pt-10">
        <a href="/" className="font-semibold no-underline">
          {env.SITE_NAME}
        </a>
      </header>
      <main className="mx-auto grid max-w-md gap-5 px-5 pb-16">{children}</main>
    </>
  )
}
