import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { channelOpeners, channelsFrom } from '#lib/channels/channels.ts'
import type { OpenChannel } from '#lib/channels/opening.ts'
import { env } from '#lib/env.ts'
import type { ChannelFacts } from '#lib/rules/destinations/channel-facts.ts'
import { channelFacts } from '#lib/rules/destinations/channels/channels.ts'
import { channelNames } from '#lib/rules/destinations/destination.ts'
import { readDestinationForm } from '#lib/rules/destinations/destination-form.ts'
import { ourSite } from '#lib/site.ts'
import { began } from './facts.ts'
import { pushKeys } from './push-browser.ts'

const namesIn = (pattern: string, part: number) =>
  globSync(pattern)
    .map(path => path.split('/')[part]?.replace(/\.ts$/, '') ?? '')
    .sort()

describe('the channels', () => {
  it('are the folders that send something, each under the name of its folder', () => {
    expect(namesIn('lib/channels/*/send.ts', 2)).toEqual(Object.keys(channelOpeners).sort())
  })

  it('have a fact sheet each, which is in the list', () => {
    const sheets = namesIn('lib/rules/destinations/channels/*.ts', 4).filter(name => name !== 'channels')
    expect(sheets).toEqual(Object.keys(channelFacts).sort())
    expect(Object.keys(channelOpeners).sort()).toEqual([...channelNames].sort())
  })

  it('are offered where the environment has what they need, in one order', () => {
    const { TELEGRAM_BOT_TOKEN: _, TWILIO_ACCOUNT_SID: __, ...bare } = env
    const free = ['webhook', 'slack', 'discord', 'teams', 'ntfy', 'web-push']
    expect(Object.keys(channelsFrom(bare, pushKeys))).toEqual(free)
    const full = {
      ...bare,
      TELEGRAM_BOT_TOKEN: '1:a',
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: 's',
      TWILIO_FROM: '+1',
    }
    expect(Object.keys(channelsFrom(full, pushKeys))).toEqual([...free, 'telegram', 'sms'])
  })
})

describe('a fact sheet', () => {
  it.each(Object.entries<ChannelFacts>(channelFacts))('of %s fits its own form', (_, facts) => {
    const isAsked = facts.configIn !== undefined
    const isEmpty = facts.config.safeParse({}).success
    // Whoever needs something says where it comes from, and nobody asks for what they do not need.
    expect([isAsked, facts.makesSecret ?? false, isEmpty].filter(Boolean)).toHaveLength(1)
    // Who types an address that anybody could name proves it.
    if (facts.address.is === 'name') expect(facts.needsCode).toBe(true)
  })
})

describe('a channel that is added to the lists', () => {
  const pigeonFacts: ChannelFacts = {
    address: {
      is: 'name',
      read: text => (/^loft-\d+$/i.test(text) ? text.toLowerCase() : null),
      shown: address => address,
    },
    config: z.strictObject({ ring: z.string().min(1) }),
    configIn: fields => ({ ring: fields.secret }),
    needsCode: true,
    isRepeatable: false,
    blamesOwner: true,
    isLimitOurs: true,
  }
  const openPigeon: OpenChannel = () => ({
    send: async ({ headline }, { address }) => ({
      is: 'sent',
      providerId: `${ourSite().name} to ${address}: ${headline}`,
    }),
  })
  const facts = { ...channelFacts, pigeon: pigeonFacts }
  const form = { channel: 'pigeon', address: ' Loft-7 ', label: 'Roof', secret: 'blue' }

  it('is asked for by its fact sheet, and sends by its folder', async () => {
    const asked = readDestinationForm(form, false, facts)
    expect(asked).toEqual({
      is: 'destination',
      channel: 'pigeon',
      address: 'loft-7',
      label: 'Roof',
      config: { ring: 'blue' },
    })
    const channels: Record<string, ReturnType<OpenChannel>> = channelsFrom(env, pushKeys, {
      ...channelOpeners,
      pigeon: openPigeon,
    })
    const target = { channel: 'sms' as const, address: 'loft-7', config: {} }
    const result = await channels.pigeon?.send(began, target, began.at)
    expect(result).toEqual({ is: 'sent', providerId: `${ourSite().name} to loft-7: ${began.headline}` })
  })

  it.each([
    [{ ...form, address: 'roof' }, 'address'],
    [{ ...form, secret: '' }, 'token'],
  ])('is refused by its fact sheet: %j for its %s', (fields, problem) => {
    expect(readDestinationForm(fields, false, facts)).toEqual({ is: 'wrong', problem })
  })

  it('is not known without', () => {
    expect(readDestinationForm(form, false)).toEqual({ is: 'wrong', problem: 'channel' })
    expect(channelsFrom(env, pushKeys)).not.toHaveProperty('pigeon')
  })
})
