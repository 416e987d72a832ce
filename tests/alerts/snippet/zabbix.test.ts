import { describe, expect, it } from 'vitest'
import { parseZabbix } from '#lib/alerts/zabbix/parse.ts'
import { zabbixSnippet as snippet } from '#lib/alerts/zabbix/snippet.ts'
import { itemsOf } from '../parsed.ts'
import { pastedText, token } from './pasted.ts'

const url = 'https://status.example.com/api/alerts/zabbix'

describe("Zabbix' media type", () => {
  type Post = { url: string; headers: string[]; body: string }

  /** Runs the script of the media type as Zabbix does, with values in place of the macros. */
  function send(values: Record<string, string>, status = 200): { posts: Post[]; result: unknown } {
    const text = pastedText(snippet, 'allclear.yaml')
    const script = /script: \|\n((?: {8}.*\n|\n)+)/.exec(text)?.[1]?.replace(/^ {8}/gm, '') ?? ''
    const names = [...text.matchAll(/- name: (\w+)\n +value: '(.*)'/g)]
    const params = Object.fromEntries(
      names.map(([, name = '', macro = '']) => [name, values[macro] ?? macro]),
    )
    const posts: Post[] = []
    class HttpRequest {
      headers: string[] = []
      addHeader(header: string) {
        this.headers.push(header)
      }
      post(to: string, body: string) {
        posts.push({ url: to, headers: this.headers, body })
        return 'answer'
      }
      getStatus() {
        return status
      }
    }
    const result = new Function('value', 'HttpRequest', script)(JSON.stringify(params), HttpRequest)
    return { posts, result }
  }

  const values = {
    '{EVENT.ID}': '4711',
    '{EVENT.VALUE}': '1',
    '{EVENT.UPDATE.STATUS}': '0',
    '{EVENT.SOURCE}': '0',

    '{EVENT.NSEVERITY}': '4',
    '{EVENT.NAME}': 'A "name" with {braces} & more',
    '{HOST.NAME}': 'web07',
    '{HOST.IP}': '203.0.113.17',

    '{EVENT.DATE}': '2026.03.10',
    '{EVENT.TIME}': '12:00:00',
  }

  it('posts what our parser reads, with its own offset from UTC', () => {
    const { posts, result } = send(values)
    expect(result).toBe('answer')
    expect(posts).toMatchObject([
      { url, headers: ['Content-Type: application/json', `Authorization: Bearer ${token}`] },
    ])
    expect(posts[0]?.body).not.toContain(token)
    expect(itemsOf(parseZabbix, JSON.parse(posts[0]?.body ?? ''))).toMatchObject([
      {
        is: 'alert',
        alert: {
          fingerprint: 'zabbix:4711',
          hosts: ['web07', '203.0.113.17'],
          severity: 'critical',
          summary: 'A "name" with {braces} & more',

          startsAt: new Date(2026, 2, 10, 12, 0, 0),
        },
      },
    ])
  })

  it('lets Zabbix try again when we do not take it', () => {
    expect(() => send(values, 503)).toThrow('Allclear answered 503: answer')
  })

  it('shows the macros of its test for a test', () => {
    const [post] = send({}).posts
    expect(itemsOf(parseZabbix, JSON.parse(post?.body ?? ''))).toMatchObject([
      { reason: 'test: the source works' },
    ])
  })
})
