import type { NoticeBody, NoticeServer } from './notice.ts'

type Waiting = { postId: string; servers: readonly NoticeServer[]; body?: NoticeBody | undefined }

/**
 * What waits for one reader without what was said of a server before we said that it was named by mistake. Whoever has heard
 * nothing of it yet hears of no mistake either. isBeginning: whether a notice says for the first time that it is in trouble.
 */
export function withoutMistaken<N extends Waiting>(
  notices: readonly N[],
  isBeginning: (notice: N) => boolean,
): N[] {
  const names = (notice: N, postId: string, id: string) =>
    notice.postId === postId && notice.servers.some(server => server.id === id)
  return notices.flatMap((notice, place) => {
    const servers = notice.servers.filter(({ id, isMistaken }) =>
      isMistaken
        ? !notices.slice(0, place).some(before => isBeginning(before) && names(before, notice.postId, id))
        : !notices.slice(place + 1).some(next => isMistake(next, notice.postId, id)),
    )
    if (servers.length === notice.servers.length) return [notice]
    return servers.length > 0 ? [{ ...notice, servers }] : []
  })
}

function isMistake({ postId, servers }: Waiting, ofPostId: string, serverId: string): boolean {
  return postId === ofPostId && servers.some(({ id, isMistaken }) => id === serverId && isMistaken === true)
}
