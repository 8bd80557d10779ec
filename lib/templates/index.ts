import { behaviourDemographics } from "./behaviour-demographics.ts";
import { carDealership } from "./car-dealership.ts";
import { fitEngagement } from "./fit-engagement.ts";
import { fourQuestions } from "./four-questions.ts";
import { leaderboard } from "./leaderboard.ts";
import { painFit } from "./pain-fit.ts";
import type { Template } from "./template.ts";
import { websiteNewsletter } from "./website-newsletter.ts";

/** All templates, in the order in which they are offered. */
export const TEMPLATES: readonly Template[] = [
  carDealership,
  websiteNewsletter,
  behaviourDemographics,
  leaderboard,
  painFit,
  fourQuestions,
  fitEngagement,
];

export const templateByKey = (key: string): Template | null =>
  TEMPLATES.find((template) => template.key === key) ?? null;
