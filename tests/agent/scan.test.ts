import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstOf } from '#tests/support/measure.ts'
import { shells } from './agent-box.ts'
import { digest, library, openScanBox, type ScanBox } from './scan-box.ts'

describe.each(shells)('in %s', shell => {
  let box: ScanBox
  beforeAll(() => {
    box = openScanBox()
  })
  afterAll(() => box.close())

  it('calls a clean system clean, with a libkeyutils.so.1.9 that its package owns under the other spelling', async () => {
    const scan = await box.scan({ shell })
    expect(scan.ran.err).toBe('')
    expect(scan).toMatchObject({ findings: [], unknown: {} })
  })

  it.skipIf(!firstOf(shells).includes(shell))(
    'finds a library of a known name that no package owns',
    async () => {
      box.put('usr/lib64/libns2.so', library('libns2.so'), 0o755)
      const { findings, unknown, ran } = await box.scan({ shell })
      expect(ran.err).toBe('')
      expect(unknown).toEqual({})
      expect(findings).toEqual([
        {
          check: 'known-name',
          severity: 'critical',
          path: '/usr/lib64/libns2.so',
          summary: 'A library of a name that malware for SSH is known by: libns2.so',
          owner: 'root:root 0755',
          sha256: digest('sha256', library('libns2.so')),
          package: 'owned by no package',
          firstSeen: expect.stringMatching(/^\d+$/),
          action: 'reported',
          indicator: '',
        },
      ])
    },
  )
})
