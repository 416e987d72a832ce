import * as a from './advisories.ts'
import * as i from './agents.ts'
import * as k from './comments.ts'
import type { Contract } from './contract.ts'
import * as c from './customers.ts'
import * as e from './entries.ts'
import * as g from './groups.ts'
import * as m from './maintenance/maintenance.ts'
import * as n from './maintenance/recurrences.ts'
import * as b from './maintenance/running.ts'
import * as w from './maintenance/turns.ts'
import * as x from './measures.ts'
import * as p from './posts.ts'
import * as l from './private-links.ts'
import * as r from './reviews.ts'
import * as s from './servers.ts'
import * as t from './source-settings.ts'
import * as o from './sources.ts'
import * as u from './subscribers.ts'

/** All operations as programs read of them, in the order of their documentation. */
export const contracts: readonly Contract[] = [
  s.listStatusesContract,
  s.getServerContract,
  s.addServerEntryContract,
  s.changeServerContract,
  s.retireContract,
  s.listServersContract,
  s.replaceServersContract,
  s.changeServerListContract,
  g.listGroupsContract,
  g.addOneGroupContract,
  g.changeGroupContract,
  g.dropGroupContract,
  p.listPostsContract,
  p.getPostContract,
  p.declareIncidentContract,
  p.writeUpdateContract,
  p.resolveIncidentContract,
  p.reopenIncidentContract,
  e.takeIncidentContract,
  e.takeBackIncidentContract,
  e.correctUpdateContract,
  e.takeBackUpdateContract,
  e.pinPostContract,
  e.unpinPostContract,
  r.getReviewContract,
  r.writeReviewContract,
  r.publishReviewContract,
  r.planReviewContract,
  r.unplanReviewContract,
  r.withdrawReviewContract,
  r.waiveReviewContract,
  a.draftAdvisoryContract,
  a.getAdvisoryContract,
  a.rewriteAdvisoryContract,
  a.publishAdvisoryContract,
  a.withdrawAdvisoryContract,
  l.planAdvisoryContract,
  l.unplanAdvisoryContract,
  l.getPrivateLinkContract,
  l.openPrivateLinkContract,
  l.endPrivateLinkContract,
  m.listMaintenanceContract,
  m.getMaintenanceContract,
  m.planMaintenanceContract,
  m.startCountermeasureContract,
  m.moveMaintenanceContract,
  m.cancelMaintenanceContract,
  m.completeMaintenanceContract,
  b.extendMaintenanceContract,
  b.writeMaintenanceUpdateContract,
  w.listTurnsContract,
  w.completeTurnContract,
  w.leaveOutTurnContract,
  n.listRecurrencesContract,
  n.getRecurrenceContract,
  n.planRecurrenceContract,
  n.changeRecurrenceContract,
  n.stopRecurrenceContract,
  k.listCommentsContract,
  k.answerCommentContract,
  k.hideCommentContract,
  k.showCommentContract,
  e.countMeToosContract,
  u.listSubscribersContract,
  u.addSubscriberContract,
  u.endSubscriberContract,
  u.listDeliveriesContract,
  u.getDeliveryContract,
  o.listSourcesContract,
  o.getSourceContract,
  o.addSourceContract,
  o.disableSourceContract,
  o.enableSourceContract,
  t.getSourceSettingsContract,
  t.changeSourceContract,
  t.renewTokenContract,
  t.endOldTokenContract,
  i.listAgentsContract,
  i.makeAgentsContract,
  i.listFindingsContract,
  c.countCustomerMapContract,
  c.getCustomerRecordContract,
  c.putCustomerMapContract,
  c.postCustomerMapContract,
  c.removeCustomerMapContract,
  c.noteProgressContract,
  x.listMeasuresContract,
  x.recordMeasureContract,
  x.changeMeasureContract,
  x.withdrawMeasureContract,
]
