import { staffWords } from '#app/desk/staff-words.ts'
import type { WorkRow } from '#lib/rules/desk/work-list.ts'
import { IncidentRow } from './incident-row.tsx'
import {
  CommentsRow,
  HeldMailsRow,
  LookRow,
  MaintenancePromiseRow,
  QuestionRow,
  type RowProps,
  UnmatchedRow,
} from './other-rows.tsx'
import type { NowList } from './read-now.ts'

/** A row of the work list by what it is about. */
export function RowOf({ row, list }: { row: WorkRow; list: NowList }) {
  const given = { row, now: list.now, taker: list.takers.get(row.key) ?? null }
  const incident = list.facts.incidents.find(each => each.id === row.aboutId)
  // An incident may also have comments and held mails, which are rows of their own.
  if (!incident || !row.key.startsWith('post:')) return <OtherRow given={given} list={list} />
  return (
    <IncidentRow
      {...given}
      incident={incident}
      alerts={list.alerts.filter(alert => alert.postId === incident.id)}
      reach={list.reach.get(incident.id) ?? 0}
    />
  )
}

function OtherRow({ given, list: { facts, reach } }: { given: RowProps; list: NowList }) {
  const { kind, aboutId } = given.row
  switch (kind) {
    case 'question': {
      const question = facts.questions.find(each => each.alertId === aboutId)
      return question ? <QuestionRow {...given} question={question} reach={reach.get(aboutId) ?? 0} /> : null
    }
    case 'comments': {
      const post = facts.comments.find(each => each.postId === aboutId)
      return post ? <CommentsRow {...given} post={post} /> : null
    }
    case 'withheld': {
      const post = facts.heldMails.find(each => each.postId === aboutId)
      return post ? <HeldMailsRow {...given} post={post} /> : null
    }
    case 'unmatched':
      return <UnmatchedRow {...given} names={facts.unmatched} />
    case 'stuck':
      return (
        <LookRow
          {...given}
          href="/desk/deliveries?state=queued"
          words={staffWords('deskNow.rowOf.lookAtThem')}
        />
      )
    case 'silent':
      return (
        <LookRow {...given} href={`/desk/sources/${aboutId}`} words={staffWords('deskNow.rowOf.lookAtIt')} />
      )
    default:
      return <MaintenancePromiseRow {...given} postId={aboutId} />
  }
}
