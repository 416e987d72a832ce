import type { Rendered } from '#lib/mail/mail.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { quarantineDays as days } from '#lib/rules/destinations/quarantine.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type DestinationFacts = {
  what: 'quarantined' | 'purged'
  channel: ChannelName
  address: string
  /** What its owner calls it; empty: nothing. */
  label: string
  siteName: string
  siteUrl: string
  preferencesUrl: string
}

/** Tells the owner of a destination that nothing is sent there any more. */
export function renderDestinationEnd(words: Words, facts: DestinationFacts): Promise<Rendered> {
  const { what, siteName, siteUrl, preferencesUrl } = facts
  const destination = nameOf(words, facts)
  const lines = linesOf(words, what)
  return renderContent(words, words(`mail.destination.${what}.subject`, { destination }), {
    preview: lines[0] ?? '',
    siteName,
    siteUrl,
    tone: null,
    heading: words(`mail.destination.${what}.heading`, { destination }),
    passages: [
      ...lines.map(text => ({ is: 'text' as const, text })),
      { is: 'action', label: words('mail.destination.open'), url: preferencesUrl },
    ],
    why: words('mail.destination.why', { site: siteName }),
    footLinks: [],
  })
}

/** "On-call (SMS +491…567)". */
function nameOf(words: Words, { channel, address, label }: DestinationFacts): string {
  const facts = { channel: words(`destinations.channel.${channel}`), address: shownAddress(channel, address) }
  return label
    ? words('mail.destination.labelled', { label, ...facts })
    : words('mail.destination.plain', facts)
}

function linesOf(words: Words, what: DestinationFacts['what']): string[] {
  if (what === 'purged') return [words('mail.destination.purged.whatHappened', { days })]
  return [
    words('mail.destination.quarantined.whatHappened'),
    words('mail.destination.quarantined.whatToDo', { days }),
  ]
}
