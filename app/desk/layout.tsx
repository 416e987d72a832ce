import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '#app/desk.css'
import { InDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { scriptWords, staffWords } from '#app/desk/staff-words.ts'
import { currentLanguage } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'

export const dynamic = 'force-dynamic'

// A sign-in link is in the address bar: it must not leave with a referrer, yet forms need their Origin.
export function generateMetadata(): Metadata {
  return {
    title: {
      template: `%s · ${staffWords('deskShared.layout.title', { site: ourSite().name })}`,
      default: staffWords('deskShared.layout.title', { site: ourSite().name }),
    },
    robots: { index: false, follow: false },
    referrer: 'same-origin',
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={currentLanguage()}>
      <body className="site">
        <InDeskWords words={scriptWords()}>{children}</InDeskWords>
      </body>
    </html>
  )
}
