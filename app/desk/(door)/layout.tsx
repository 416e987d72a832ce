import type { ReactNode } from 'react'
import { DeskLanguages } from '#app/_components/desk/words/desk-languages.tsx'
import { ourSite } from '#lib/site.ts'

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="mx-auto max-w-md px-4 pt-8">
        <a href="/" className="font-semibold tracking-tight no-underline hover:underline">
          {ourSite().name}
        </a>
      </header>
      <main className="mx-auto grid max-w-md gap-4 px-4 pb-16">{children}</main>
      <DeskLanguages className="mx-auto max-w-md px-4 pb-8" />
    </>
  )
}
