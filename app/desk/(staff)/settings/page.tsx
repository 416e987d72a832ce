import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readListedBrands } from '#db/reads/brands/desk-brands.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { siteLinks } from '#lib/rules/settings/site-links.ts'
import { type OurSite, shownParts } from '#lib/rules/settings/site-settings.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsOverview() {
  const { db } = await requireStaff()
  const [policy, brands] = await Promise.all([readPolicy(db), readListedBrands(db)])
  const changes = Object.keys(changesOf(policy)).length
  return (
    <>
      <Headline>Settings</Headline>
      <p className="max-w-prose text-soft">
        Each is in force as soon as it is saved, in every process and on every page. What the environment
        fixes is marked.
      </p>
      <ul className="rows mt-4">
        {topicsOf(ourSite(), { policyChanges: changes, brands: brands.length }).map(
          ({ href, title, now }) => (
            <li key={href} className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[16rem_minmax(0,1fr)]">
              <a href={href} className="inline-flex min-h-11 items-center font-semibold">
                {title}
              </a>
              <p className="self-center wrap-anywhere text-soft">{now}</p>
            </li>
          ),
        )}
      </ul>
    </>
  )
}

const themeNames: Record<OurSite['theme'], string> = { paper: 'Paper', slate: 'Slate', plain: 'Plain' }

function topicsOf(site: OurSite, { policyChanges, brands }: { policyChanges: number; brands: number }) {
  const links = siteLinks(site).length
  // What is shown by choice alone is not left out.
  const parts = shownParts.filter(part => part !== 'delay')
  const hidden = parts.filter(part => !site.shows[part]).length
  const pictures = [site.logoLight, site.logoDark, site.icon].filter(Boolean).length
  return [
    {
      href: '/desk/settings/site',
      title: 'Name, addresses and languages',
      now: `${site.name}${mark('name')}, ${links} of 4 links, ${languagesOf(site)}`,
    },
    {
      href: '/desk/settings/pictures',
      title: 'Logo and icon',
      now: pictures === 0 ? 'None yet' : `${pictures} of 3 given`,
    },
    {
      href: '/desk/settings/look',
      title: 'Colours and style',
      now: [
        `${themeNames[site.theme]}`,
        site.accentLight ?? site.accentDark ?? 'no accent',
        ...(site.sheet ? ['own style sheet'] : []),
      ].join(', '),
    },
    {
      href: '/desk/settings/times',
      title: 'Times',
      now: `${site.zone}${mark('zone')}, weeks begin on ${site.weekStart === 'monday' ? 'Monday' : 'Sunday'}`,
    },
    {
      href: '/desk/settings/shown',
      title: 'What readers see',
      now: hidden === 0 ? 'All of it' : `${hidden} of ${parts.length} left out`,
    },
    { href: '/desk/delays', title: 'How fast we tell', now: 'Measured each day' },
    { href: '/desk/settings/mail', title: 'Mail', now: `From ${site.mailFrom}${mark('mailFrom')}` },
    { href: '/desk/settings/channels', title: 'Other channels', now: 'Where messages go besides mail' },
    {
      href: '/desk/settings/imports',
      title: 'Coming from another product',
      now: 'Bring incidents, servers and subscribers over',
    },
    {
      href: '/desk/policy',
      title: 'How calm we are',
      now: policyChanges === 0 ? 'All limits are the defaults' : `${policyChanges} limits are your own`,
    },
    {
      href: '/desk/brands',
      title: 'Brands of resellers',
      now:
        brands === 0 ? 'None: every host name shows your own site' : `${brands}, each at its own host name`,
    },
  ]
}

function languagesOf({ language, otherLanguages }: OurSite): string {
  return [language, ...otherLanguages].map(code => languages[code].name).join(', ')
}

function mark(setting: Parameters<typeof fixedBy>[0]): string {
  const variable = fixedBy(setting)
  return variable ? ` (fixed by ${variable})` : ''
}
