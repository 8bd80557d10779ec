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
ALTER TABLE "handovers" ADD COLUMN "rule_points" jsonb;--> statement-breakpoint
ALTER TABLE "feedback_reports" ADD CONSTRAINT "feedback_reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_reports" ADD CONSTRAINT "feedback_reports_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_reports_age" ON "feedback_reports" USING btree ("workspace_id","as_of");