import { parentPort, workerData } from 'node:worker_threads'
import { ImageResponse } from 'next/og.js'
import type { LinkPicture } from './draw-card.ts'

const size = { width: 1200, height: 630 }
const paper = '#fbfaf8'
const ink = '#1d1f21'
const soft = '#5c6166'
/** A longer sentence is set smaller. */
const longLetters = 90

type Box = {
  type: 'div'
  key: null
  props: { style: Record<string, string | number>; children: Box[] | string }
}

function box(style: Record<string, string | number>, children: Box[] | string): Box {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } }
}

function layOut({ site, sentence, note, colour }: LinkPicture): Box {
  const whole = {
    flexDirection: 'column',
    justifyContent: 'space-between',
    width: '100%',
    height: '100%',
    padding: '64px 72px',
    borderLeft: `28px solid ${colour}`,
    background: paper,
    color: ink,
  }
  return box(whole, [
    box({ fontSize: 34, color: soft }, site),
    box({ fontSize: sentence.length > longLetters ? 54 : 72, lineHeight: 1.15 }, sentence),
    box({ fontSize: 30, color: soft }, note),
  ])
}

const drawn = new ImageResponse(layOut(workerData), size)
parentPort?.postMessage(new Uint8Array(await drawn.arrayBuffer()))
