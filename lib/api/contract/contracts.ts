import * as a from './advisories.ts'
import * as k from './comments.ts'
import type { Contract } from './contract.ts'
import * as c from './customers.ts'
import * as g from './groups.ts'
import * as m from './maintenance.ts'
import * as p from './posts.ts'
import * as s from './servers.ts'
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
  a.draftAdvisoryContract,
  a.getAdvisoryContract,
  a.rewriteAdvisoryContract,
  a.publishAdvisoryContract,
  a.withdrawAdvisoryContract,
  m.listMaintenanceContract,
  m.getMaintenanceContract,
  m.planMaintenanceContract,
  m.startCountermeasureContract,
  m.moveMaintenanceContract,
  m.cancelMaintenanceContract,
  m.completeMaintenanceContract,
  k.listCommentsContract,
  k.answerCommentContract,
  k.hideCommentContract,
  k.showCommentContract,
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
  c.countCustomerMapContract,
  c.putCustomerMapContract,
  c.postCustomerMapContract,
  c.removeCustomerMapContract,
  c.noteProgressContract,
]
