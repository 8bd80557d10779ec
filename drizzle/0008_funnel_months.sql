-- Sums are made anew, in another shape, and journeys with them: nothing is to be taken from a sum that it was never added to.
truncate funnel_sums, funnel_values, funnel_state, journeys;
--> statement-breakpoint
ALTER TABLE "funnel_sums" DROP CONSTRAINT "funnel_sums_pk";
--> statement-breakpoint
ALTER TABLE "funnel_sums" ADD COLUMN "counts" integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "funnel_sums" DROP COLUMN "bucket";--> statement-breakpoint
ALTER TABLE "funnel_sums" DROP COLUMN "n";--> statement-breakpoint
ALTER TABLE "funnel_sums" ADD CONSTRAINT "funnel_sums_pk" PRIMARY KEY("workspace_id","segment","dimension","basis","grain","period","value","measure","currency");
