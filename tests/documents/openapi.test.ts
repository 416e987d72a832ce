import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { contracts } from '#lib/api/contract/contracts.ts'
import { apiNouns } from '#lib/api/contract/nouns.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { readDocument } from './documents-world.ts'

let folder: string
let text: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openapi-'))
  text = (await readDocument({} as Database, '/api/v1/openapi.json')).text
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the specification of the API', () => {
  it('has every operation, and no other', () => {
    const done = [...operations, ...olderOperations].map(({ contract }) => contract.id)
    expect(contracts.map(({ id }) => id).toSorted()).toEqual(done.toSorted())
    expect(apiNouns.flatMap(noun => noun.contracts).length).toBe(contracts.length)
    const { paths } = JSON.parse(text)
    const written = Object.values(paths).flatMap(path =>
      Object.values(path as object).map(({ operationId }) => operationId),
    )
    expect(written.toSorted()).toEqual(done.toSorted())
  })

  it('passes the linter of OpenAPI', async () => {
    await writeFile(join(folder, 'openapi.json'), text)
    const rules = { extends: ['recommended'], rules: { 'no-server-example.com': 'off' } }
    await writeFile(join(folder, 'redocly.yaml'), JSON.stringify(rules))
    const linter = join(process.cwd(), 'node_modules/@redocly/cli/bin/cli.js')
    const run = promisify(execFile)(process.execPath, [linter, 'lint', 'openapi.json', '--format=json'], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      maxBuffer: 2 ** 24,
    })
    const { stdout } = await run.catch((error: { stdout: string }) => error)
    const { totals, problems } = JSON.parse(stdout)
    expect({
      totals,
      problems: problems.map(({ message, location }: Found) => [message, location[0]?.pointer]),
    }).toEqual({
      totals: { errors: 0, warnings: 0, ignored: 0 },
      problems: [],
    })
  })
})

type Found = { message: string; location: { pointer: string }[] }
