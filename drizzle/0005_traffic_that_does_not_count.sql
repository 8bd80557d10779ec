CREATE TABLE "traffic_patterns" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "traffic_patterns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"matches" text NOT NULL,
	"member_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"reached_lead" bigint DEFAULT 0 NOT NULL,
	"last_lead" bigint DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"marked" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "traffic_patterns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "traffic_patterns_matches" UNIQUE("workspace_id","matches")
);
--> statement-breakpoint
DROP INDEX "events_ordered";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "ignored" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "counts" boolean GENERATED ALWAYS AS (ignored is null) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "traffic_patterns" ADD CONSTRAINT "traffic_patterns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traffic_patterns" ADD CONSTRAINT "traffic_patterns_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_ignored" ON "events" USING btree ("workspace_id","ignored","received_at") WHERE ignored is not null;--> statement-breakpoint
CREATE INDEX "events_ordered" ON "events" USING btree ("workspace_id","lead_id","occurred_at" DESC NULLS FIRST,"activity_id","counts");