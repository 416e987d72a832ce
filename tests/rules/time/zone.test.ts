import { describe, expect, it } from 'vitest'
import { readZone, Zone, zonesByRegion } from '#lib/rules/time/zone.ts'

describe('a zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['US/Eastern', 'America/New_York'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
  ])('by the name %j is %s', (name, zone) => {
    expect(Zone.parse(name)).toBe(zone)
  })

  it.each(['', 'Mars/Olympus', '+02:00', 'Etc/GMT+5', '\0', 'x'.repeat(5000), '../etc/passwd'])(
    'is not %j',
    name => {
      expect(Zone.safeParse(name).success).toBe(false)
    },
  )
})

describe('the zone of a form', () => {
  it.each([
    ['', null],
    ['zone=', null],
    ['zone=Mars', null],
    ['zone=Asia/Kolkata', 'Asia/Kolkata'],
    // The device's, then the reader's choice.
    ['zone=Asia/Kolkata&zone=Europe/Berlin', 'Europe/Berlin'],
    ['zone=Asia/Kolkata&zone=', 'Asia/Kolkata'],
    ['zone=&zone=Europe/Berlin', 'Europe/Berlin'],
    ['zone=Asia/Kolkata&zone=&zone=', null],
  ])('%j is %j', (form, zone) => {
    expect(readZone(new URLSearchParams(form))).toBe(zone)
  })
})

describe('the zones by region', () => {
  const regions = zonesByRegion()
  const all = regions.flatMap(region => region.places)

  it('are all there, each once, and each by the name that is kept', () => {
    expect(all.length).toBeGreaterThan(400)
    expect(new Set(all.map(place => place.zone)).size).toBe(all.length)
    for (const { zone } of all) expect(Zone.parse(zone)).toBe(zone)
  })

  it('are called as people call them', () => {
    const names = Object.fromEntries(all.map(({ zone, name }) => [zone, name]))
    expect(names).toMatchObject({
      'Europe/Kyiv': 'Kyiv',
      'America/New_York': 'New York',
      'America/Argentina/Buenos_Aires': 'Argentina, Buenos Aires',
      UTC: 'UTC',
    })
    expect(regions.map(region => region.name)).toContain('Europe')
  })
})
