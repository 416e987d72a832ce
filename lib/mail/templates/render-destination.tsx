import type { Rendered } from '#lib/mail/mail.ts'
import { type ChannelName, channelWord } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { quarantineDays } from '#lib/rules/destinations/quarantine.ts'
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
export function renderDestinationEnd(facts: DestinationFacts): Promise<Rendered> {
  const name = nameOf(facts)
  const { siteName, siteUrl, preferencesUrl } = facts
  const { subject, passages } = facts.what === 'quarantined' ? quarantined(name) : purged(name)
  return renderContent(subject, {
    preview: passages[0] ?? subject,
    siteName,
    siteUrl,
    tone: null,
    heading: `${subject}.`,
    passages: [
      ...passages.map(text => ({ is: 'text' as const, text })),
      { is: 'action', label: 'Open your preferences', url: preferencesUrl },
    ],
    why: `You get this because you asked ${siteName} to tell you there.`,
    footLinks: [],
  })
}

/** "On-call (SMS +491…567)". */
function nameOf({ channel, address, label }: DestinationFacts): string {
  const plain = `${channelWord(channel)} ${shownAddress(channel, address)}`
  return label ? `${label} (${plain})` : plain
}

function quarantined(name: string) {
  return {
    subject: `We have stopped sending to ${name}`,
    passages: [
      'Messages did not arrive there any more: it failed ten times within an hour, or it told us that it is gone. You go on getting notices by the other ways that you have, and by mail where none is left.',
      `When you have repaired it, send a test from your preferences: it is used again as soon as the test arrives. Otherwise we forget it after ${quarantineDays} days.`,
    ],
  }
}

function purged(name: string) {
  return {
    subject: `We have removed ${name}`,
    passages: [
      `Messages had not arrived there for ${quarantineDays} days, so we have forgotten it. You can add it again at any time.`,
    ],
  }
}
