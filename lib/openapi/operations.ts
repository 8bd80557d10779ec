import { actionOperations } from "../actions/operations.ts";
import { adjustmentOperations } from "../adjustments/operations.ts";
import { collectorOperations } from "../collector/operations.ts";
import { crmOperations } from "../crm/operations.ts";
import { eventOperations } from "../events/operations.ts";
import { feedbackOperations } from "../feedback/operations.ts";
import { findingsOperations } from "../findings/operations.ts";
import { formOperations } from "../forms/operations.ts";
import { funnelOperations } from "../funnel/operations.ts";
import type { Operation } from "../http/operation.ts";
import { importOperations } from "../imports/operations.ts";
import { getLeaderboardOperation } from "../leaderboard/operations.ts";
import { joinOperations } from "../leads/join-operations.ts";
import { leadOperations } from "../leads/operations.ts";
import { liveOperations } from "../live/operations.ts";
import { mailOperations } from "../mail/operations.ts";
import { meOperations } from "../members/me-operations.ts";
import { memberOperations } from "../members/operations.ts";
import { modelOperations } from "../models/operations.ts";
import { movementOperations } from "../movement/operations.ts";
import { noteOperations } from "../notes/operations.ts";
import { notificationOperations } from "../notifications/operations.ts";
import { privacyOperations } from "../privacy/operations.ts";
import { programmeOperations } from "../programmes/operations.ts";
import { promoOperations } from "../promo/operations.ts";
import { queueOperations } from "../queue/operations.ts";
import { returnOperations } from "../returns/operations.ts";
import { routingOperations } from "../routing/operations.ts";
import { segmentOperations } from "../segments/operations.ts";
import { agreementOperations } from "../sheets/agreement-operations.ts";
import { sheetOperations } from "../sheets/operations.ts";
import { previewOperations } from "../sheets/preview-operations.ts";
import { suggestionOperations } from "../sheets/suggestion-operations.ts";
import { slaOperations } from "../sla/operations.ts";
import { sourceOperations } from "../sources/operations.ts";
import { taskOperations } from "../tasks/operations.ts";
import { thresholdOperations } from "../thresholds/operations.ts";
import { tokenOperations } from "../tokens/operations.ts";
import { trafficOperations } from "../traffic/operations.ts";
import { viewOperations } from "../views/operations.ts";
import { vocabularyOperations } from "../vocabulary/operations.ts";
import { webhookOperations } from "../webhooks/operations.ts";
import { workspaceOperations } from "../workspace/operations.ts";

/** Every call under /api/v1. A route that is not listed here fails the role tests. */
export const OPERATIONS: readonly Operation[] = [
  ...leadOperations,
  ...joinOperations,
  ...adjustmentOperations,
  getLeaderboardOperation,
  ...movementOperations,
  ...returnOperations,
  ...privacyOperations,
  ...funnelOperations,
  ...segmentOperations,
  ...vocabularyOperations,
  ...sheetOperations,
  ...previewOperations,
  ...modelOperations,
  ...agreementOperations,
  ...suggestionOperations,
  ...thresholdOperations,
  ...findingsOperations,
  ...notificationOperations,
  ...queueOperations,
  ...actionOperations,
  ...slaOperations,
  ...feedbackOperations,
  ...routingOperations,
  ...noteOperations,
  ...taskOperations,
  ...viewOperations,
  ...programmeOperations,
  ...promoOperations,
  ...formOperations,
  ...mailOperations,
  ...importOperations,
  ...sourceOperations,
  ...webhookOperations,
  ...crmOperations,
  ...collectorOperations,
  ...eventOperations,
  ...trafficOperations,
  ...memberOperations,
  ...meOperations,
  ...tokenOperations,
  ...workspaceOperations,
  ...liveOperations,
] as unknown as readonly Operation[];
