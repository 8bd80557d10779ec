CREATE TABLE "feedback_reports" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "feedback_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version_id" bigint,
	"scope" text NOT NULL,
	"horizon_days" integer NOT NULL,
	"segment" text,
	"as_of" timestamp (3) with time zone NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone,
	"body" jsonb NOT NULL,
	CONSTRAINT "feedback_reports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "feedback_reports_once" UNIQUE NULLS NOT DISTINCT("workspace_id","version_id","scope","horizon_days","segment")
);
--> statement-breakpoint
CREATE TABLE "funnel_state" (
	"workspace_id" integer NOT NULL,
	"time_zone" text NOT NULL,
	"definition" integer NOT NULL,
	"segments" text NOT NULL,
	"walk_after" bigint,
	CONSTRAINT "funnel_state_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "funnel_sums" (
	"workspace_id" integer NOT NULL,
	"segment" bigint NOT NULL,
	"dimension" text NOT NULL,
	"basis" text NOT NULL,
	"grain" text NOT NULL,
	"period" date NOT NULL,
	"value" text NOT NULL,
	"measure" smallint NOT NULL,
	"bucket" smallint NOT NULL,
	"currency" text NOT NULL,
	"n" integer NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "funnel_sums_pk" PRIMARY KEY("workspace_id","segment","dimension","basis","grain","period","value","measure","bucket","currency")
);
--> statement-breakpoint
CREATE TABLE "funnel_values" (
	"workspace_id" integer NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "funnel_values_workspace_id_dimension_value_pk" PRIMARY KEY("workspace_id","dimension","value")
);
--> statement-breakpoint
CREATE TABLE "journey_news" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "journey_news_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lead_id" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journey_news_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"workspace_id" integer NOT NULL,
	"lead_id" bigint NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"mql_at" timestamp (3) with time zone,
	"sal_at" timestamp (3) with time zone,
	"sql_at" timestamp (3) with time zone,
	"opportunity_at" timestamp (3) with time zone,
	"customer_at" timestamp (3) with time zone,
	"recorded" smallint NOT NULL,
	"timed" smallint NOT NULL,
	"disordered" boolean NOT NULL,
	"stage" text NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"opportunity_value" double precision,
	"opportunity_currency" text,
	"customer_value" double precision,
	"customer_currency" text,
	"source" text NOT NULL,
	"campaign" text NOT NULL,
	"landing" text NOT NULL,
	"owner_id" bigint,
	"segments" bigint[] NOT NULL,
	"look_at" timestamp (3) with time zone,
	CONSTRAINT "journeys_workspace_id_lead_id_pk" PRIMARY KEY("workspace_id","lead_id")
);
--> statement-breakpoint
CREATE TABLE "marketing_costs" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "marketing_costs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	"month" date NOT NULL,
	"amount" numeric(16, 2) NOT NULL,
	"updated_by" bigint,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "marketing_costs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "marketing_costs_once" UNIQUE("workspace_id","source_key","month")
);
--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "rule_points" jsonb;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "feedback_reports" ADD CONSTRAINT "feedback_reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_reports" ADD CONSTRAINT "feedback_reports_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_state" ADD CONSTRAINT "funnel_state_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketing_costs" ADD CONSTRAINT "marketing_costs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketing_costs" ADD CONSTRAINT "marketing_costs_workspace_id_updated_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","updated_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_reports_age" ON "feedback_reports" USING btree ("workspace_id","as_of");--> statement-breakpoint
CREATE INDEX "journeys_entered" ON "journeys" USING btree ("workspace_id","entered_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "journeys_mql" ON "journeys" USING btree ("workspace_id","mql_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE mql_at is not null;--> statement-breakpoint
CREATE INDEX "journeys_sal" ON "journeys" USING btree ("workspace_id","sal_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE sal_at is not null;--> statement-breakpoint
CREATE INDEX "journeys_sql" ON "journeys" USING btree ("workspace_id","sql_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE sql_at is not null;--> statement-breakpoint
CREATE INDEX "journeys_opportunity" ON "journeys" USING btree ("workspace_id","opportunity_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE opportunity_at is not null;--> statement-breakpoint
CREATE INDEX "journeys_customer" ON "journeys" USING btree ("workspace_id","customer_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE customer_at is not null;--> statement-breakpoint
CREATE INDEX "journeys_stage" ON "journeys" USING btree ("workspace_id","stage","since_at" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "journeys_look" ON "journeys" USING btree ("workspace_id","look_at") WHERE look_at is not null;--> statement-breakpoint
CREATE INDEX "marketing_costs_newest" ON "marketing_costs" USING btree ("workspace_id","month" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "handovers_late" ON "handovers" USING btree ("workspace_id","sla_due_at") WHERE state = 'open' and first_response_at is null and sla_due_at is not null;