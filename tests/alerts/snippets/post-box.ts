import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Snippet } from '#lib/alerts/snippets/snippet.ts'

export const token = 'it_7Qm3fixture'

type Received = { body: unknown; type: string; authorization: string }

type Run = {
  args?: string[]
  env?: Record<string, string>
  input?: string
  change?: (script: string) => string
}

/** A server on loopback that keeps what is posted to it, and a folder in which a tool's script runs. */
export class PostBox {
  received: Received[] = []
  readonly home = mkdtempSync(join(tmpdir(), 'allclear-snippets-'))
  private readonly server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const type = request.headers['content-type'] ?? ''
    const body = type.includes('json') ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))
    this.received.push({ body, type, authorization: request.headers.authorization ?? '' })
    response.end('{}')
  })

  async open(): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    mkdirSync(join(this.home, 'bin'))
    // Notes what the list of processes would show of curl.
    const log = join(this.home, 'argv')
    this.tool('curl', `printf '%s\\n' "$*" >> '${log}'\nPATH=/usr/bin:/bin exec curl "$@"`)
  }

  close(): void {
    this.server.close()
    rmSync(this.home, { recursive: true })
  }

  empty(): void {
    this.received = []
    writeFileSync(join(this.home, 'argv'), '')
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/alerts/x`
  }

  /** The command line of each curl since the box was emptied. */
  get commandLines(): string[] {
    return readFileSync(join(this.home, 'argv'), 'utf8').trim().split('\n')
  }

  /** A program that a script finds first in its PATH. */
  tool(name: string, body: string): void {
    const file = this.write(join('bin', name), `#!/bin/sh\n${body}\n`)
    chmodSync(file, 0o755)
  }

  write(name: string, text: string): string {
    const file = join(this.home, name)
    writeFileSync(file, text)
    return file
  }

  /** Runs a snippet as its tool would. Throws with what the script said when it fails. */
  async run(
    snippet: Snippet,
    { args = [], env = {}, input = '', change = text => text }: Run,
  ): Promise<void> {
    const script = change(snippet.text({ url: this.url, pathUrl: this.url, token }))
    const file = this.write(snippet.format, script)
    const path = `${join(this.home, 'bin')}:/usr/bin:/bin`
    const stdin = openSync(this.write('stdin', input), 'r')
    const environment = { PATH: path, ...env } as unknown as NodeJS.ProcessEnv
    const child = spawn('sh', [file, ...args], { env: environment, stdio: [stdin, 'ignore', 'pipe'] })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', text => {
      said += text
    })
    const [code] = await once(child, 'exit')
    closeSync(stdin)
    if (code !== 0) throw new Error(`exit code ${code}: ${said}`)
  }
}
