import { describe, expect, it } from 'vitest'
import { type AgentSigns, type AgentStanding, saysNothing, standingOf } from '#lib/rules/agents/agent.ts'
import { type Examination, isExamined } from '#lib/rules/agents/examined.ts'
import { later } from '#lib/rules/time/time.ts'

const now = new Date('2026-03-10T14:30:00Z')
const ago = (seconds: number) => later(now, -seconds)

describe('how an agent stands', () => {
  const well: AgentSigns = { ...saysNothing, version: '1.0.0', receivedAt: ago(60), openFindings: 0 }
  it.each<[string, Partial<AgentSigns>, AgentStanding]>([
    ['that looks and finds nothing', {}, 'fine'],
    [
      'that finds something, though it is silent since',
      { openFindings: 1, receivedAt: ago(9000) },
      'findings',
    ],
    ['that was never heard', { receivedAt: null }, 'unheard'],
    ['that is silent, whatever else', { receivedAt: ago(901), unknown: ['rpm: missing'] }, 'silent'],
    ['that is heard at the last moment', { receivedAt: ago(900) }, 'fine'],
    ['with a check that it could not make', { unknown: ['rpm: missing'] }, 'unsure'],
    ['with something that waits', { spooled: 1 }, 'unsure'],
    ['with something that it dropped', { dropped: 1 }, 'unsure'],
    ['of another version', { version: '0.9.0' }, 'unsure'],
    ['that does not say its version', { version: null }, 'fine'],
  ])('%s', (_, signs, standing) => {
    expect(standingOf({ ...well, ...signs }, '1.0.0', ago(900))).toBe(standing)
  })

  it('of any version where the site hands out none', () => {
    expect(standingOf({ ...well, version: '0.9.0' }, null, ago(900))).toBe('fine')
  })
})

describe('a server of which nothing was found', () => {
  const looked: Examination = {
    serverId: 'web08',
    firstAt: ago(9000),
    receivedAt: ago(60),
    everySeconds: 300,
    checksRun: 14,
    unknownCount: 0,
    wasFound: false,
  }
  it.each<[string, Partial<Examination>, boolean]>([
    ['is one where an agent looks', {}, true],
    ['is none where the agent is silent', { receivedAt: ago(900) }, false],
    ['is none where the agent was heard too long ago for its own interval', { everySeconds: 15 }, false],
    ['is none where it made no check', { checksRun: 0 }, false],
    ['is none where it could not make one', { unknownCount: 1 }, false],
    ['is none where something was found of late', { wasFound: true }, false],
  ])('%s', (_, facts, expected) => {
    expect(isExamined({ ...looked, ...facts }, 3, now)).toBe(expected)
  })
})
