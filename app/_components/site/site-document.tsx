import type { ReactNode } from 'react'
import { readerWords } from './reader-words.ts'
import '#app/site.css'
import { OwnLook } from '#app/_components/brand/own-look.tsx'
import { SiteFoot } from '#app/_components/brand/site-foot.tsx'
import { SiteName } from '#app/_components/brand/site-name.tsx'
import { ourSite } from '#lib/site.ts'

/** The document of a public page: header, main, footer, and the line in which live.js says what changed. */
export function SiteDocument({ children }: { children: ReactNode }) {
  const words = readerWords()
  return (
    <html lang={words('language.code')}>
      <body className="site">
        <OwnLook site={ourSite()} />
        <a href="#main" className="skip">
          {words('site.skip')}
        </a>
        <header className="border-b border-line print:hidden">
          <div className="frame head">
            <a href="/" className="nav-link head-name text-accent">
              <SiteName site={ourSite()} />
            </a>
            <nav aria-label={words('site.navigation')}>
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
          </div>
        </header>
        <p id="live" role="status" aria-live="polite" className="sr-only" />
        <main id="main" tabIndex={-1} className="frame pb-4">
          {children}
        </main>
        <footer className="mt-10 border-t border-line text-sm text-soft">
          <div className="frame foot">
            <p data-zone>{words('site.zone', { zone: ourSite().zone })}</p>
            <a href="/api/yours">{words('find.yours.link')}</a>
            <a href="/subscribe#feeds">{words('feeds.link')}</a>
            <a href="/history">{words('site.allPosts')}</a>
          </div>
          <SiteFoot site={ourSite()} />
        </footer>
        <script src="/live.js" defer data-keep="" />
      </body>
    </html>
  )
}
