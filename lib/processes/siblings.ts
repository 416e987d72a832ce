import cluster from 'node:cluster'

/** What a process of the site says to the one that started it, which hands on what is for the others. */
export type FromProcess = { allclear: 'ready' } | Told

/** What a process hears of the one that started it. */
export type ToProcess = { allclear: 'end'; leave: { leaveMs: number; isGentle: boolean } } | Told

/** Something that all processes of one machine are to know. */
type Told = { allclear: 'told'; topic: string; facts: unknown }

/** Whether this is one of several processes, started by another one. */
export const isOneOfSeveral = cluster.isWorker

/** Says something to the process that started this one. Does nothing where there is none, or it has just ended. */
export function tellLeader(said: FromProcess): void {
  if (isOneOfSeveral && process.connected) process.send?.(said, undefined, undefined, () => {})
}

/** Lets the other processes of this machine know something. Does nothing where there are none. */
export function tellSiblings(topic: string, facts: unknown): void {
  tellLeader({ allclear: 'told', topic, facts })
}

/** Hears what the other processes of this machine say under a topic. */
export function hearSiblings<Facts>(topic: string, hear: (facts: Facts) => void): void {
  if (!isOneOfSeveral) return
  process.on('message', (said: ToProcess) => {
    if (said.allclear === 'told' && said.topic === topic) hear(said.facts as Facts)
  })
}
