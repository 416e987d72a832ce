import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { currentLanguage, pagePrefix } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'
import type { OurSite } from '#lib/rules/settings/site-settings.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { OwnLook } from './own-look.tsx'
import { SiteFoot } from './site-foot.tsx'
import { SiteName } from './site-name.tsx'
import '#app/site.css'

type Props = {
  site: OurSite
  /** By which the front knows that a page is a brand's; left out: it is the hoster's own. */
  brandId?: string
  /** The links in the head, after the board; and in the foot. */
  nav: ReactNode
  foot: ReactNode
  children: ReactNode
}

/** In plots time goes on as the words around do. */
const mirrored = '.strip,.days,.plot svg{scale:-1 1}'

/** The document of a public page: header, main, footer, and the line in which live.js says what changed. */
export function SiteFrame({ site, brandId, nav, foot, children }: Props) {
  const words = readerWords()
  const language = currentLanguage()
  const { tag, dir } = languages[language]
  return (
    <html
      lang={language}
      dir={dir === 'rtl' ? dir : undefined}
      // What scripts need to know of a page in another language than English, and at its address.
      data-tag={language === 'en' ? undefined : tag}
      data-base={pagePrefix(language) || undefined}
      data-site={brandId}
    >
      <body className="site">
        <OwnLook site={site} />
        {dir === 'rtl' ? <style>{mirrored}</style> : null}
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
              {nav}
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
            <p data-zone={words('site.ownZone', { zone: '*' })}>{words('site.zone', { zone: site.zone })}</p>
            {foot}
            <LanguageSwitch />
          </div>
          <SiteFoot site={site} />
        </footer>
        <script src="/live.js" defer data-keep="" />
      </body>
    </html>
  )
}
