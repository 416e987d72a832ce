import type { Metadata } from 'next'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readOffer } from '#lib/flows/sending/load-channels.ts'
import { channelFacts } from '#lib/rules/destinations/channels/channels.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { listInWords } from '#lib/words/list.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSettings.channelsPage.otherChannels'),
})

/** What a channel needs of the environment, where it needs anything. */
const needs: Partial<Record<ChannelName, readonly string[]>> = {
  telegram: ['TELEGRAM_BOT_TOKEN'],
  sms: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
}

export default async function ChannelsPage() {
  const { db } = await requireStaff()
  const { names } = await readOffer(db)
  return (
    <SettingsPage
      title={staffWords('deskSettings.channelsPage.whereMessagesGoBesides')}
      where={staffWords('deskSettings.channelsPage.intro')}
    >
      {() => (
        <ul className="rows">
          {(Object.keys(channelFacts) as ChannelName[]).map(name => (
            <li key={name} className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[16rem_minmax(0,1fr)_auto]">
              <span className="font-semibold">{staffWords(`destinations.channel.${name}`)}</span>
              <span className="text-soft">{needWords(name, names.includes(name))}</span>
              {names.includes(name) ? (
                <a href="/desk/people/me" className="inline-flex min-h-11 items-center md:min-h-0">
                  {staffWords.rich('deskSettings.channelsPage.tryIt', {
                    name,
                    unseen: text => <span className="sr-only">{text}</span>,
                  })}
                </a>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

function needWords(name: ChannelName, isOffered: boolean): string {
  const own = needs[name] && listInWords(staffWords, needs[name])
  if (!isOffered)
    return staffWords('deskSettings.channelsPage.notOfferedSetNeeds', {
      needs: own ?? staffWords('deskSettings.channelsPage.itsVariables'),
    })
  return own
    ? staffWords('deskSettings.channelsPage.readyByNeeds', { needs: own })
    : staffWords('deskSettings.channelsPage.readyItNeedsNothing')
}
