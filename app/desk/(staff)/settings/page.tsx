import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readListedBrands } from '#db/reads/brands/desk-brands.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { siteLinks } from '#lib/rules/settings/site-links.ts'
import { type OurSite, shownParts } from '#lib/rules/settings/site-settings.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSettings.page.settings') })

export default async function SettingsOverview() {
  const { db } = await requireStaff()
  const [policy, brands] = await Promise.all([readPolicy(db), readListedBrands(db)])
  const changes = Object.keys(changesOf(policy)).length
  return (
    <>
      <Headline>{staffWords('deskSettings.page.settings')}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskSettings.page.eachIsInForce')}</p>
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

const themeNames = (): Record<OurSite['theme'], string> => ({
  paper: staffWords('deskSettings.page.paper'),
  slate: staffWords('deskSettings.page.slate'),
  plain: staffWords('deskSettings.page.plain'),
})

function topicsOf(site: OurSite, { policyChanges, brands }: { policyChanges: number; brands: number }) {
  // What is shown by choice alone is not left out.
  const parts = shownParts.filter(part => part !== 'delay')
  const hidden = parts.filter(part => !site.shows[part]).length
  const pictures = [site.logoLight, site.logoDark, site.icon].filter(Boolean).length
  return [
    siteTopic(site),
    {
      href: '/desk/settings/pictures',
      title: staffWords('deskSettings.page.logoAndIcon'),
      now: staffWords('deskSettings.page.picturesGiven', { pictures }),
    },
    {
      href: '/desk/settings/look',
      title: staffWords('deskSettings.page.coloursAndStyle'),
      now: [
        `${themeNames()[site.theme]}`,
        site.accentLight ?? site.accentDark ?? staffWords('deskSettings.page.noAccent'),
        ...(site.sheet ? [staffWords('deskSettings.page.ownStyleSheet')] : []),
      ].join(', '),
    },
    {
      href: '/desk/settings/times',
      title: staffWords('deskSettings.page.times'),
      now: staffWords('deskSettings.page.zoneMarkWeeksBegin', {
        zone: site.zone,
        mark: mark('zone'),
        weekStart: site.weekStart,
      }),
    },
    {
      href: '/desk/settings/shown',
      title: staffWords('deskSettings.page.whatReadersSee'),
      now: staffWords('deskSettings.page.allOfItHidden', { hidden, parts: parts.length }),
    },
    {
      href: '/desk/delays',
      title: staffWords('deskSettings.page.howFastWeTell'),
      now: staffWords('deskSettings.page.measuredEachDay'),
    },
    {
      href: '/desk/settings/mail',
      title: staffWords('deskSettings.page.mail'),
      now: staffWords('deskSettings.page.senderAndMark', {
        mailFrom: site.mailFrom,
        mark: mark('mailFrom'),
      }),
    },
    {
      href: '/desk/settings/channels',
      title: staffWords('deskSettings.page.otherChannels'),
      now: staffWords('deskSettings.page.whereMessagesGoBesides'),
    },
    {
      href: '/desk/settings/imports',
      title: staffWords('deskSettings.page.comingFromAnotherProduct'),
      now: staffWords('deskSettings.page.imports'),
    },
    {
      href: '/desk/policy',
      title: staffWords('deskSettings.page.calm'),
      now: staffWords('deskSettings.page.changedLimits', { policyChanges }),
    },
    {
      href: '/desk/brands',
      title: staffWords('deskSettings.page.brandsOfResellers'),
      now: staffWords('deskSettings.page.noneEveryHostName', { brands }),
    },
  ]
}

function siteTopic(site: OurSite) {
  return {
    href: '/desk/settings/site',
    title: staffWords('deskSettings.page.nameAddressesAndLanguages'),
    now: staffWords('deskSettings.page.nameLinksAndLanguages', {
      name: site.name,
      mark: mark('name'),
      links: siteLinks(site).length,
      languages: languagesOf(site),
    }),
  }
}

function languagesOf({ language, otherLanguages }: OurSite): string {
  return [language, ...otherLanguages].map(code => languages[code].name).join(', ')
}

function mark(setting: Parameters<typeof fixedBy>[0]): string {
  const variable = fixedBy(setting)
  return variable ? staffWords('deskSettings.page.fixedByVariable', { variable }) : ''
}
