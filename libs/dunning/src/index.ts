export { type Answer, type AnswerCode, answerOf } from './answer.js';
export type {
  AwaitedInstalment,
  CaseFacts,
  Hold,
  HoldCode,
  StageOutcome,
  StageRecord,
} from './case-facts.js';
export { withCredit } from './client-credit.js';
export { caseOpens, caseOpensOn } from './case-opens.js';
export {
  checkPolicy,
  MINIMUM_GAP_RANGE,
  OFFSET_RANGE,
  type PolicyProblem,
  type PolicyProblemCode,
} from './check-policy.js';
export { decide } from './decide.js';
export type { Decision, HoldReason, PauseReason, StayReason } from './decision.js';
export { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
export { forecast, type PlannedStep } from './forecast.js';
export { heldAs } from './held-as.js';
export { groupIntoNotices, type NoticeGroup, type StageMove } from './group-into-notices.js';
export { type Entry, STATEMENT, type WaitReason } from './old-debt.js';
export { instalmentOn, openOn } from './on-instalment.js';
export { owed } from './owed.js';
export {
  type Attachment,
  ATTACHMENTS,
  type Channel,
  CHANNELS,
  type DunningPolicy,
  LATE_CHARGES,
  type LateCharge,
  PLAIN_STAGE,
  RELEASE_MODES,
  type ReleaseMode,
  SENDER_KINDS,
  type SenderKind,
  type Stage,
} from './policy.js';
export {
  type Instalment,
  promiseBreaksOn,
  type PromiseStanding,
  promiseStanding,
} from './promise.js';
export { policyPreset, type PresetCountry } from './presets.js';
export { ridersOf } from './rides-along.js';
export { stageDueOn } from './stage-due-on.js';
export { shippedStageKey } from './stage-key.js';
export { isContact } from './is-contact.js';
export {
  EVERY_DAY,
  type SendingCalendar,
  sendingCalendar,
  type SendingSlot,
} from './sending-calendar.js';
export { type DayOff, dayOff, isSendingDay, type SendingDays } from './sending-days.js';
export {
  calendarOf,
  type SendingRules,
  type SimulatedCase,
  type SimulatedNotice,
  simulateRuns,
} from './simulate-runs.js';
