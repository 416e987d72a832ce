import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'

/** The script that README gives to a mail server, which hands on what comes back to this address. */
async function scriptFor(address: string): Promise<string> {
  const readme = await readFile('README.md', 'utf8')
  const script = /```sh\n(#!\/bin\/sh\n# Code 75[^`]*)```/.exec(readme)?.[1]
  if (!script) throw new Error('README has no such script.')
  return script.replace('https://status.example.com', address)
}

/** Runs it as a mail server does. */
async function handOn(address: string, mail: string) {
  const script = await scriptFor(address)
  return new Promise<{ code: number; said: string }>(resolve => {
    const child = execFile('/bin/sh', ['-c', script], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    )
    child.stdin?.end(mail)
  })
}

describe('the script for what comes back', () => {
  it.each([
    [200, 0],
    [400, 0],
    [413, 0],
    [429, 75],
    [500, 75],
    [503, 75],
  ])(
    'ends an answer of %i with the code %i, and says nothing that a mail server would return',
    async (status, code) => {
      const got: string[] = []
      const server = createServer(async (request, response) => {
        got.push(`${request.headers['content-type']} ${await buffer(request)}`)
        response.writeHead(status).end('{"message":"words"}')
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      onTestFinished(() => void server.close())
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      expect(await handOn(address, 'Subject: x\r\n\r\nw')).toEqual({ code, said: '' })
      expect(got).toEqual(['message/rfc822 Subject: x\r\n\r\nw'])
    },
  )

  it('keeps the mail in the queue while the site is away', async () => {
    expect(await handOn('http://127.0.0.1:1', 'Subject: x\r\n\r\n')).toEqual({ code: 75, said: '' })
  })
})
