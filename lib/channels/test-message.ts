import { codeMinutes } from '#lib/rules/destinations/verification.ts'
import type { Message } from './channel.ts'

export type TestMessage = {
  destinationId: string
  /** To be typed back; null: a mere test. */
  code: string | null
  at: Date
  siteName: string
  siteUrl: string
}

/** What a destination is told to prove or to test it, by the same way as all that comes later. */
export function testMessageOf({ destinationId, code, at, siteName, siteUrl }: TestMessage): Message {
  return {
    deliveryId: `trial-${destinationId}-${at.getTime()}`,
    noticeId: destinationId,
    kind: 'trial',
    postId: destinationId,
    postTitle: 'Test',
    phase: null,
    headline: code ? `Your code is ${code}.` : `This is a test of ${siteName}.`,
    lines: code ? linesWithCode(siteName) : ['Messages arrive here. Nothing is the matter.'],
    url: siteUrl,
    unsubscribeUrl: null,
    servers: [],
    impact: 'operational',
    at,
    siteName,
    siteUrl,
    nextUpdateAt: null,
  }
}

function linesWithCode(siteName: string): string[] {
  return [
    `Type it on the page where you asked for messages of ${siteName}. It is valid for ${codeMinutes} minutes.`,
    'If you did not ask for this, do nothing: nothing more will come.',
  ]
}
