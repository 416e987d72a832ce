import { z } from 'zod'
import { severities } from '#lib/rules/alerts/alert.ts'
import { contract } from './contract.ts'
import { exampleIds } from './examples.ts'
import { next, nothing, oneLine, pageQuery } from './shapes.ts'

const moment = z.iso.datetime()

const Finding = z.object({
  id: z.string(),
  server: z.string().describe('Its host name'),
  source: z.string().describe('The id of the source, or agent, that found it'),
  fingerprint: z.string(),
  severity: z.enum(severities),
  summary: z.string(),
  check: z.string().nullable(),
  path: z.string().nullable(),
  owner: z.string().nullable(),
  sha256: z.string().nullable(),
  package: z.string().nullable().describe('What the package manager answered'),
  action: z.string().nullable(),
  indicator: z.string().nullable(),
  firstSeenAt: moment,
  lastSeenAt: moment,
  goneAt: moment
    .nullable()
    .describe('Since when it is found no more: that is no proof that the server is clean'),
  isHarmless: z.boolean().describe('Staff have laid its incident aside'),
})
const findingExample = {
  id: exampleIds.finding,
  server: 'web09.example-host.net',
  source: exampleIds.agent,
  fingerprint: 'unowned-library:4ac1b6e3a7',
  severity: 'critical',
  summary: 'A library that no package owns',
  check: 'unowned-library',
  path: '/lib64/libkeyutils.so.1.9',
  owner: 'root:root 0755',
  sha256: '5d3b7a1f0c9e8d2b4a6f1e0d9c8b7a695d3b7a1f0c9e8d2b4a6f1e0d9c8b7a69',
  package: 'owned by no package',
  action: 'reported',
  indicator: null,
  firstSeenAt: '2026-11-29T21:20:00.000Z',
  lastSeenAt: '2026-11-29T21:30:00.000Z',
  goneAt: null,
  isHarmless: false,
}

export const listFindingsContract = contract({
  id: 'listFindings',
  method: 'get',
  path: '/findings',
  scope: 'findings:read',
  summary: 'What scanners found on servers, with the evidence, in the order of their ids',
  params: nothing,
  query: z.object({
    ...pageQuery,
    state: z.enum(['open', 'harmless', 'gone']).optional(),
    text: oneLine(100).optional().describe('In path, SHA-256, check or server'),
  }),
  body: nothing,
  answer: z.object({ findings: z.array(Finding), next }),
  example: { query: { state: 'open' }, answer: { findings: [findingExample], next: null } },
})
