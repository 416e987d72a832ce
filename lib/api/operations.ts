import { answerCustomers } from '#lib/flows/customers/answer-customers.ts'
import { answerProgress } from '#lib/flows/posts/answer-progress.ts'
import { answerServers } from '#lib/flows/servers/answer-servers.ts'
import * as a from './contract/advisories.ts'
import * as k from './contract/comments.ts'
import * as c from './contract/customers.ts'
import * as g from './contract/groups.ts'
import * as m from './contract/maintenance.ts'
import * as p from './contract/posts.ts'
import * as s from './contract/servers.ts'
import * as o from './contract/sources.ts'
import * as u from './contract/subscribers.ts'
import { type OlderOperation, type Operation, operation } from './operation.ts'
import * as advisories from './run/advisories.ts'
import * as comments from './run/comments.ts'
import * as deliveries from './run/deliveries.ts'
import * as groups from './run/groups.ts'
import * as incidents from './run/incidents.ts'
import * as maintenance from './run/maintenance.ts'
import * as servers from './run/servers.ts'
import * as sources from './run/sources.ts'
import * as subscribers from './run/subscribers.ts'

/** All operations of the API, one line each. */
export const operations: readonly Operation[] = [
  operation(s.listStatusesContract, servers.runListStatuses),
  operation(s.getServerContract, servers.runGetServer),
  operation(s.addServerEntryContract, servers.runAddOneServer),
  operation(s.changeServerContract, servers.runChangeOneServer),
  operation(s.retireContract, servers.runRetireOneServer),
  operation(g.listGroupsContract, groups.runListAllGroups),
  operation(g.addOneGroupContract, groups.runAddNamedGroup),
  operation(g.changeGroupContract, groups.runChangeNamedGroup),
  operation(g.dropGroupContract, groups.runRemoveNamedGroup),
  operation(p.listPostsContract, incidents.runListPublicPosts),
  operation(p.getPostContract, incidents.runGetPublicPost),
  operation(p.declareIncidentContract, incidents.runDeclare),
  operation(p.writeUpdateContract, incidents.runUpdate),
  operation(p.resolveIncidentContract, incidents.runResolve),
  operation(p.reopenIncidentContract, incidents.runReopen),
  operation(a.draftAdvisoryContract, advisories.runDraft),
  operation(a.getAdvisoryContract, advisories.runGetDraft),
  operation(a.rewriteAdvisoryContract, advisories.runRewrite),
  operation(a.publishAdvisoryContract, advisories.runPublish),
  operation(a.withdrawAdvisoryContract, advisories.runWithdraw),
  operation(m.listMaintenanceContract, maintenance.runListWork),
  operation(m.getMaintenanceContract, maintenance.runGetWork),
  operation(m.planMaintenanceContract, maintenance.runPlan),
  operation(m.startCountermeasureContract, maintenance.runStartMeasure),
  operation(m.moveMaintenanceContract, maintenance.runMove),
  operation(m.cancelMaintenanceContract, maintenance.runCancel),
  operation(m.completeMaintenanceContract, maintenance.runComplete),
  operation(k.listCommentsContract, comments.runListCommentsOf),
  operation(k.answerCommentContract, comments.runAnswerOne),
  operation(k.hideCommentContract, comments.runHideOne),
  operation(k.showCommentContract, comments.runShowOne),
  operation(u.listSubscribersContract, subscribers.runListAllSubscribers),
  operation(u.addSubscriberContract, subscribers.runAddOneSubscriber),
  operation(u.endSubscriberContract, subscribers.runEndOneSubscriber),
  operation(u.listDeliveriesContract, deliveries.runListAllDeliveries),
  operation(u.getDeliveryContract, deliveries.runGetOneDelivery),
  operation(o.listSourcesContract, sources.runListAllSources),
  operation(o.getSourceContract, sources.runGetOneSource),
  operation(o.addSourceContract, sources.runAddOneSource),
  operation(o.disableSourceContract, sources.runDisableOne),
  operation(o.enableSourceContract, sources.runEnableOne),
  operation(c.countCustomerMapContract, sources.runCountMap),
]

/** Those that take whole lists, as they did before. */
export const olderOperations: readonly OlderOperation[] = [
  { contract: s.listServersContract, answer: answerServers },
  { contract: s.replaceServersContract, answer: answerServers },
  { contract: s.changeServerListContract, answer: answerServers },
  { contract: c.putCustomerMapContract, answer: answerCustomers },
  { contract: c.postCustomerMapContract, answer: answerCustomers },
  { contract: c.removeCustomerMapContract, answer: answerCustomers },
  { contract: c.noteProgressContract, answer: answerProgress },
]
