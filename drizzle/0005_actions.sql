CREATE TABLE "action_runs" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "action_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transition_id" uuid NOT NULL,
	"lead_id" bigint NOT NULL,
	"via_lead_id" bigint,
	"sheet_id" bigint NOT NULL,
	"version_id" bigint NOT NULL,
	"group_key" text NOT NULL,
	"action_key" text NOT NULL,
	"kind" text NOT NULL,
	"moved" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"total" double precision NOT NULL,
	"chain" smallint DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone,
	"last_error" text,
	"skipped" text,
	"result" jsonb,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "action_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "action_runs_once" UNIQUE("workspace_id","transition_id","action_key")
);
--> statement-breakpoint
CREATE TABLE "group_stays" (
	"workspace_id" integer NOT NULL,
	"lead_id" bigint NOT NULL,
	"sheet_id" bigint NOT NULL,
	"group_key" text NOT NULL,
	"out_since" timestamp (3) with time zone NOT NULL,
	"leaving_at" timestamp (3) with time zone,
	CONSTRAINT "group_stays_workspace_id_lead_id_sheet_id_pk" PRIMARY KEY("workspace_id","lead_id","sheet_id")
);
--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_stays" ADD CONSTRAINT "group_stays_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_runs_due" ON "action_runs" USING btree ("workspace_id","next_at","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "action_runs_open" ON "action_runs" USING btree ("workspace_id","lead_id","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "action_runs_lead" ON "action_runs" USING btree ("workspace_id","lead_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_state" ON "action_runs" USING btree ("workspace_id","state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_kind" ON "action_runs" USING btree ("workspace_id","kind","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_sheet" ON "action_runs" USING btree ("workspace_id","sheet_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "group_stays_due" ON "group_stays" USING btree ("workspace_id","leaving_at") WHERE leaving_at is not null;