import type { Metadata } from 'next'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readOffer } from '#lib/flows/sending/load-channels.ts'
import { channelFacts } from '#lib/rules/destinations/channels/channels.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'

export const metadata: Metadata = { title: 'Other channels' }

/** What a channel needs of the environment, where it needs anything. */
const needs: Partial<Record<ChannelName, string>> = {
  telegram: 'TELEGRAM_BOT_TOKEN',
  sms: 'TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM',
}

export default async function ChannelsPage() {
  const { db } = await requireStaff()
  const { names } = await readOffer(db)
  return (
    <SettingsPage
      title="Where messages go besides mail"
      where="Readers add these on their own page of preferences, and staff on theirs. Keys of providers stay in the environment, where no page can show them."
    >
      {() => (
        <ul className="rows">
          {(Object.keys(channelFacts) as ChannelName[]).map(name => (
            <li key={name} className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[16rem_minmax(0,1fr)_auto]">
              <span className="font-semibold">{staffWords(`destinations.channel.${name}`)}</span>
              <span className="text-soft">
                {names.includes(name)
                  ? needs[name]
                    ? `Ready, by ${needs[name]}`
                    : 'Ready: it needs nothing'
                  : `Not offered: set ${needs[name] ?? 'its variables'} where Allclear is started`}
              </span>
              {names.includes(name) ? (
                <a href="/desk/people/me" className="inline-flex min-h-11 items-center md:min-h-0">
                  Try it<span className="sr-only"> with a way of your own: {name}</span>
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}
