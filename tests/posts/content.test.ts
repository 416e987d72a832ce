import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { demoComments } from '#content/demo/comments.ts'
import { citedPoints } from '#lib/posts/citation.ts'
import { demoPostsFolder, listPostFiles, readPostFile } from '#lib/posts/files.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { pointNumbers } from '#lib/posts/points.ts'
import { describeProblem } from '#lib/posts/problem.ts'
import { renderPost } from '#lib/posts/render.ts'

const files = [...(await listPostFiles()), ...(await listPostFiles(demoPostsFolder()))]
const advisory = files.find(file => file.includes('2013-02-19-high-alert')) ?? ''
const { post } = await readPostFile(advisory)
const body = post?.body ?? ''

it.each(files.map(file => [path.basename(file), file]))('%s passes the check', async (_, file) => {
  expect((await readPostFile(file)).problems.map(describeProblem)).toEqual([])
})

it('a folder that does not exist has no posts', async () => {
  expect(await listPostFiles('/nonexistent')).toEqual([])
})

describe('the advisory of February 2013', () => {
  it('has six points, and the sixth is about spam', () => {
    expect(pointNumbers(body)).toBe(6)
    const text = plainText(body)
    const points = [...text.matchAll(/^([1-6])\. (.*)$/gm)]
    expect(points.map(match => match[1])).toEqual(['1', '2', '3', '4', '5', '6'])
    const about = [/CentOS/, /SSH/, /cPanel/, /one IP address/, /10,000/, /spam/]
    expect(points.map((match, index) => about[index]?.test(match[2] ?? ''))).toEqual(Array(6).fill(true))
  })

  it('is drawn without scripts, handlers or foreign addresses', () => {
    const components = postComponents({ lookUpServer: () => undefined })
    const drawn = renderToStaticMarkup(renderPost(body, { components }))
    expect(drawn).toContain('id="point-6"')
    expect(drawn).toContain('/lib64/libkeyutils.so.1.9')
    expect(drawn).not.toMatch(/<script|\son[a-z]+=|javascript:|<iframe|\{|https?:/i)
  })

  it('is drawn by a Node that forbids making code from text', async () => {
    const program = `
      const { renderPost } = await import('#lib/posts/render.ts')
      const { renderToStaticMarkup } = await import('react-dom/server')
      const components = Object.fromEntries(['Points', 'Point', 'Callout', 'Indicator', 'Indicators', 'Containment', 'ServerChip', 'Timestamp'].map(name => [name, props => props.children ?? null]))
      const { readFile } = await import('node:fs/promises')
      let isForbidden = false
      try { new Function('') } catch { isForbidden = true }
      process.stdout.write(isForbidden + renderToStaticMarkup(renderPost(await readFile(process.argv[1], 'utf8'), { components })))`
    const flags = [
      '--disallow-code-generation-from-strings',
      '--input-type=module',
      '--eval',
      program,
      advisory,
    ]
    const { stdout } = await promisify(execFile)(process.execPath, flags)
    expect(stdout).toMatch(/^true<p>/)
    expect(stdout).toContain('<strong>What it is used for.</strong>')
  })
})

describe('the demo comments', () => {
  it('are in order, and answers come after what they answer', () => {
    const times = demoComments.map(comment => comment.at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    for (const [index, comment] of demoComments.entries()) expect(comment.replyTo ?? -1).toBeLessThan(index)
  })

  it('cite only points that the advisory has', () => {
    expect(demoComments.map(comment => citedPoints(comment.body))).toEqual([[], [], [6], [6], []])
  })
})

it('plain text keeps lists, addresses, code and remarks readable', async () => {
  const source =
    '## Now\n\n- a [b](https://example.com/c)\n- d\n\n3. e\n4. f\n\n<Callout tone="warning" title="t">g</Callout>\n\n```\nh\n```\n\n> i\n\n| j | k |\n|---|---|\n| l | m |\n\nAt <Timestamp at="2013-02-19T03:00:00-06:00" /> on <ServerChip hostname="web07" />, a@example.com.'
  expect(plainText(source)).toBe(
    'NOW\n\n- a b (https://example.com/c)\n- d\n\n3. e\n4. f\n\nWARNING: t\ng\n\n    h\n\n> i\n\nj | k\nl | m\n\nAt 2013-02-19 09:00 UTC on web07, a@example.com.',
  )
  expect(plainText('a <5ms')).toBe('a <5ms')
  expect(plainText(await readFile(advisory, 'utf8'))).not.toMatch(/publishedAt|<[A-Z]/)
})
