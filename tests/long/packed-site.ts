import { expect } from 'vitest'

/** One of each that a site answers, whatever of its code or its packages that takes. */
const answers: readonly [path: string, status: number, type: RegExp][] = [
  ['/', 200, /html/],
  ['/history', 200, /html/],
  ['/subscribe', 200, /html/],
  ['/kit', 200, /html/],
  ['/api', 200, /html/],
  ['/live.js', 200, /javascript/],
  ['/status.txt', 200, /plain/],
  ['/history.rss', 200, /rss/],
  ['/maintenance.ics', 200, /calendar/],
  ['/api/v2/summary.json', 200, /json/],
  ['/api/v1/openapi.json', 200, /json/],
  ['/badge/site.svg', 200, /svg/],
  ['/card/site.png', 200, /png/],
  ['/agent/allclear-agent', 200, /./],
  ['/desk/sign-in', 200, /html/],
  ['/find?q=example.com', 200, /html/],
  ['/no-such-page', 404, /html/],
]

/** Asks an empty site for one of each, and makes its desk by the link of its first start. said: what it has written to its log. */
export async function useEverything(siteUrl: string, said: () => string): Promise<void> {
  for (const [path, status, type] of answers) {
    const answer = await fetch(siteUrl + path, { redirect: 'manual' })
    await answer.arrayBuffer()
    expect([path, answer.status]).toEqual([path, status])
    expect(answer.headers.get('content-type')).toMatch(type)
  }
  const link = /\/desk\/set-up\/[\w.-]+/.exec(said())?.[0]
  expect(link, said()).toBeDefined()
  const page = await fetch(siteUrl + link)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form')])
}
