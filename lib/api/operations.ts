import { answerCustomers } from '#lib/flows/customers/answer-customers.ts'
import { answerProgress } from '#lib/flows/posts/answer-progress.ts'
import { answerServers } from '#lib/flows/servers/answer-servers.ts'
import * as a from './contract/advisories.ts'
import * as i from './contract/agents.ts'
import * as k from './contract/comments.ts'
import * as c from './contract/customers.ts'
import * as e from './contract/entries.ts'
import * as g from './contract/groups.ts'
import * as m from './contract/maintenance/maintenance.ts'
import * as n from './contract/maintenance/recurrences.ts'
import * as b from './contract/maintenance/running.ts'
import * as w from './contract/maintenance/turns.ts'
import * as x from './contract/measures.ts'
import * as p from './contract/posts.ts'
import * as l from './contract/private-links.ts'
import * as r from './contract/reviews.ts'
import * as s from './contract/servers.ts'
import * as t from './contract/source-settings.ts'
import * as o from './contract/sources.ts'
import * as u from './contract/subscribers.ts'
import { type OlderOperation, type Operation, operation } from './operation.ts'
import * as advisories from './run/advisories.ts'
import * as agents from './run/agents.ts'
import * as comments from './run/comments.ts'
import * as deliveries from './run/deliveries.ts'
import * as entries from './run/entries.ts'
import * as groups from './run/groups.ts'
import * as incidents from './run/incidents.ts'
import * as maintenance from './run/maintenance/maintenance.ts'
import * as recurrences from './run/maintenance/recurrences.ts'
import * as running from './run/maintenance/running.ts'
import * as turns from './run/maintenance/turns.ts'
import * as measures from './run/measures.ts'
import * as links from './run/private-links.ts'
import * as records from './run/records.ts'
import * as reviews from './run/reviews.ts'
import * as servers from './run/servers.ts'
import * as settings from './run/source-settings.ts'
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
  operation(e.takeIncidentContract, entries.runTake),
  operation(e.takeBackIncidentContract, entries.runTakeBackIncident),
  operation(e.correctUpdateContract, entries.runCorrect),
  operation(e.takeBackUpdateContract, entries.runTakeBackUpdate),
  operation(e.pinPostContract, entries.runPin),
  operation(e.unpinPostContract, entries.runUnpin),
  operation(r.getReviewContract, reviews.runGetReview),
  operation(r.writeReviewContract, reviews.runWriteReview),
  operation(r.publishReviewContract, reviews.runPublishReview),
  operation(r.planReviewContract, reviews.runPlanReview),
  operation(r.unplanReviewContract, reviews.runUnplanReview),
  operation(r.withdrawReviewContract, reviews.runWithdrawReview),
  operation(r.waiveReviewContract, reviews.runWaiveReview),
  operation(a.draftAdvisoryContract, advisories.runDraft),
  operation(a.getAdvisoryContract, advisories.runGetDraft),
  operation(a.rewriteAdvisoryContract, advisories.runRewrite),
  operation(a.publishAdvisoryContract, advisories.runPublish),
  operation(a.withdrawAdvisoryContract, advisories.runWithdraw),
  operation(l.planAdvisoryContract, links.runPlanAdvisory),
  operation(l.unplanAdvisoryContract, links.runUnplanAdvisory),
  operation(l.getPrivateLinkContract, links.runGetLink),
  operation(l.openPrivateLinkContract, links.runOpenLink),
  operation(l.endPrivateLinkContract, links.runEndLink),
  operation(m.listMaintenanceContract, maintenance.runListMaintenance),
  operation(m.getMaintenanceContract, maintenance.runGetMaintenance),
  operation(m.planMaintenanceContract, maintenance.runPlan),
  operation(m.startCountermeasureContract, maintenance.runStartMeasure),
  operation(m.moveMaintenanceContract, maintenance.runMove),
  operation(m.cancelMaintenanceContract, maintenance.runCancel),
  operation(m.completeMaintenanceContract, maintenance.runComplete),
  operation(b.extendMaintenanceContract, running.runExtend),
  operation(b.writeMaintenanceUpdateContract, running.runMaintenanceUpdate),
  operation(w.listTurnsContract, turns.runListTurns),
  operation(w.completeTurnContract, turns.runCompleteTurn),
  operation(w.leaveOutTurnContract, turns.runLeaveOut),
  operation(n.listRecurrencesContract, recurrences.runListRecurrences),
  operation(n.getRecurrenceContract, recurrences.runGetRecurrence),
  operation(n.planRecurrenceContract, recurrences.runPlanRecurrence),
  operation(n.changeRecurrenceContract, recurrences.runChangeRecurrence),
  operation(n.stopRecurrenceContract, recurrences.runStopRecurrence),
  operation(k.listCommentsContract, comments.runListCommentsOf),
  operation(k.answerCommentContract, comments.runAnswerOne),
  operation(k.hideCommentContract, comments.runHideOne),
  operation(k.showCommentContract, comments.runShowOne),
  operation(e.countMeToosContract, entries.runCountMeToos),
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
  operation(t.getSourceSettingsContract, settings.runGetSettings),
  operation(t.changeSourceContract, settings.runChangeSource),
  operation(t.renewTokenContract, settings.runRenewToken),
  operation(t.endOldTokenContract, settings.runEndOldToken),
  operation(i.listAgentsContract, agents.runListAgents),
  operation(i.makeAgentsContract, agents.runMakeAgents),
  operation(i.listFindingsContract, agents.runListFindings),
  operation(c.countCustomerMapContract, sources.runCountMap),
  operation(c.getCustomerRecordContract, records.runGetRecord),
  operation(x.listMeasuresContract, measures.runListMeasures),
  operation(x.recordMeasureContract, measures.runRecordMeasure),
  operation(x.changeMeasureContract, measures.runChangeMeasure),
  operation(x.withdrawMeasureContract, measures.runWithdrawMeasure),
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
