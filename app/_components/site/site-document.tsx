import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'
import { readerWords } from './reader-words.ts'
import '#app/site.css'

/** The document of a public page: header, main, footer, and the line in which live.js says what changed. */
export function SiteDocument({ children }: { children: ReactNode }) {
  const words = readerWords()
  return (
    <html lang={words('language.code')}>
      <body className="site">
        <a href="#main" className="skip">
          {words('site.skip')}
        </a>
        <header className="frame flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b sm:gap-x-6 border-line py-3 print:hidden">
          <a
            href="/"
            className="py-1.5 font-semibold tracking-tight wrap-anywhere no-underline hover:underline"
          >
            {env.SITE_NAME}
          </a>
          <nav aria-label={words('site.navigation')} className="ml-auto flex flex-wrap gap-x-4 sm:gap-x-5">
            <a href="/" className="nav-link">
              {words('site.board')}
            </a>
            <a href="/history" className="nav-link">
              {words('site.history')}
            </a>
            <a href="/subscribe" className="nav-link font-semibold text-ink">
              {words('site.notices')}
            </a>
          </nav>
        </header>
        <p id="live" role="status" aria-live="polite" className="sr-only" />
        <main id="main" tabIndex={-1} className="frame pb-4">
          {children}
        </main>
        <footer className="frame mt-10 flex flex-wrap gap-x-6 gap-y-1 border-t border-line pt-4 pb-8 text-sm text-soft">
          <p data-zone>{words('site.zone', { zone: env.TIME_ZONE })}</p>
          <p className="flex flex-wrap gap-x-6 gap-y-1 sm:ml-auto">
            <a href="/api/yours">{words('find.yours.link')}</a>
            <a href="/subscribe#feeds">{words('feeds.link')}</a>
            <a href="/history">{words('site.allPosts')}</a>
          </p>
        </footer>
        <script src="/live.js" defer data-keep="" />
      </body>
    </html>
  )
}
