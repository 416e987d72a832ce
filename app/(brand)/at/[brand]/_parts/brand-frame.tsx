import type { ReactNode } from 'react'
import { OwnLook } from '#app/_components/brand/own-look.tsx'
import { SiteFoot } from '#app/_components/brand/site-foot.tsx'
import { SiteName } from '#app/_components/brand/site-name.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import '#app/site.css'

/** The document of a page of a brand. data-site: by which the front knows that it is the brand's. */
export function BrandFrame({ brand: { id, site }, children }: { brand: Brand; children: ReactNode }) {
  const words = readerWords()
  return (
    <html lang={words('language.code')} data-site={id}>
      <body className="site">
        <OwnLook site={site} />
        <a href="#main" className="skip">
          {words('site.skip')}
        </a>
        <header className="border-b border-line print:hidden">
          <div className="frame head">
            <a href="/" className="nav-link head-name text-accent">
              <SiteName site={site} />
            </a>
            <nav aria-label={words('site.navigation')}>
              <a href="/" className="nav-link">
                {words('site.board')}
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
            <p data-zone>{words('site.zone', { zone: site.zone })}</p>
            <a href="/subscribe#feeds">{words('feeds.link')}</a>
          </div>
          <SiteFoot site={site} />
        </footer>
        <script src="/live.js" defer data-keep="" />
      </body>
    </html>
  )
}
