import type { CSSProperties } from 'react'
import { SiteName } from '#app/_components/brand/site-name.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { accentByNight } from '#lib/rules/look/accent.ts'
import { themes } from '#lib/rules/look/themes.ts'
import type { OurSite } from '#lib/rules/settings/site-settings.ts'

const grounds = () =>
  [
    { mode: 'light', title: staffWords('deskSettings.headPreview.byDay') },
    { mode: 'dark', title: staffWords('deskSettings.headPreview.byNight') },
  ] as const

/** The head of a public page as it is by day and by night. */
export function HeadPreview({ site }: { site: OurSite }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {grounds().map(({ mode, title }) => (
        <figure key={mode} className="min-w-0">
          <div style={coloursOf(site, mode)} className="grid gap-3 rounded-lg border border-line p-4">
            <p className="font-semibold" style={{ color: 'var(--accent)' }}>
              <SiteName site={site} mode={mode} />
            </p>
            <p style={{ color: 'var(--soft)' }}>
              {staffWords('deskSettings.headPreview.boardHistoryGetNotified')}
            </p>
            <p>
              <span className="button">{staffWords('deskSettings.headPreview.getNotified')}</span>
            </p>
          </div>
          <figcaption className="mt-1 text-sm text-soft">{title}</figcaption>
        </figure>
      ))}
    </div>
  )
}

function coloursOf({ theme, accentLight, accentDark }: OurSite, mode: 'light' | 'dark'): CSSProperties {
  const place = mode === 'light' ? 0 : 1
  const colours = Object.entries(themes[theme]).map(([token, pair]) => [`--${token}`, pair[place]])
  const light = accentLight ?? accentDark
  const night = accentDark ?? (light && accentByNight(light, theme))
  const accent = (mode === 'light' ? accentLight : night) ?? themes[theme].ink[place]
  const look = { background: 'var(--paper)', color: 'var(--ink)', colorScheme: mode }
  return { ...Object.fromEntries(colours), '--accent': accent, ...look }
}
