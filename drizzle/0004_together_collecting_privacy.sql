CREATE TABLE "idempotency_keys" (
	"workspace_id" integer NOT NULL,
	"member_id" bigint NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"attempt" uuid NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"committed_at" timestamp (3) with time zone,
	"status" smallint,
	"answer" text,
	CONSTRAINT "idempotency_keys_workspace_id_member_id_key_pk" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE TABLE "joined_attributes" (
	"workspace_id" integer NOT NULL,
	"lead_id" bigint NOT NULL,
	"key" text NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"value" jsonb,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "joined_attributes_workspace_id_lead_id_key_known_at_pk" PRIMARY KEY("workspace_id","lead_id","key","known_at")
);
--> statement-breakpoint
CREATE TABLE "lead_joins" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lead_joins_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"survivor_id" bigint NOT NULL,
	"lead_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	"cause" text NOT NULL,
	"named" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"member_id" bigint,
	"took_owner" boolean DEFAULT false NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" bigint,
	CONSTRAINT "lead_joins_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "erased_handovers" (
	"workspace_id" integer NOT NULL,
	"version_id" bigint NOT NULL,
	"state" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "erased_handovers_workspace_id_version_id_state_pk" PRIMARY KEY("workspace_id","version_id","state")
);
--> statement-breakpoint
CREATE TABLE "lead_consents" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lead_consents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lead_id" bigint NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"origin" text NOT NULL,
	"note" text,
	"member_id" bigint,
	"source_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_consents_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "retention_periods" (
	"workspace_id" integer NOT NULL,
	"event_name" text NOT NULL,
	"days" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "retention_periods_workspace_id_event_name_pk" PRIMARY KEY("workspace_id","event_name")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"workspace_id" integer NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sheet_suggestions" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sheet_suggestions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sheet_id" bigint NOT NULL,
	"version_id" bigint NOT NULL,
	"request_id" uuid NOT NULL,
	"member_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"changes" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" bigint,
	"note" text,
	CONSTRAINT "sheet_suggestions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
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
ALTER TABLE "stage_history" DROP CONSTRAINT "stage_history_once";--> statement-breakpoint
DROP INDEX "events_ordered";--> statement-breakpoint
DROP INDEX "leads_unscored";--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "first_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "last_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "source_ids" bigint[];--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "via_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "clock_offset_ms" bigint;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "ignored" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "counts" boolean GENERATED ALWAYS AS (ignored is null) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD COLUMN "sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "via_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "lead_attributes" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "joined_into" bigint;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "has_joined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "objected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sheet_edits" ADD COLUMN "suggestion_id" bigint;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "events_per_minute" integer;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "previous_key_hash" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "previous_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "stage_history" ADD COLUMN "via_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "joined_attributes" ADD CONSTRAINT "joined_attributes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_joins" ADD CONSTRAINT "lead_joins_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_joins" ADD CONSTRAINT "lead_joins_workspace_id_other_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","other_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_joins" ADD CONSTRAINT "lead_joins_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_joins" ADD CONSTRAINT "lead_joins_workspace_id_undone_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","undone_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_handovers" ADD CONSTRAINT "erased_handovers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_consents" ADD CONSTRAINT "lead_consents_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_consents" ADD CONSTRAINT "lead_consents_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_periods" ADD CONSTRAINT "retention_periods_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_decided_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traffic_patterns" ADD CONSTRAINT "traffic_patterns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traffic_patterns" ADD CONSTRAINT "traffic_patterns_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_claimed" ON "idempotency_keys" USING btree ("workspace_id","claimed_at");--> statement-breakpoint
CREATE INDEX "lead_joins_lead" ON "lead_joins" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_joins_other" ON "lead_joins" USING btree ("workspace_id","other_id");--> statement-breakpoint
CREATE INDEX "lead_consents_newest" ON "lead_consents" USING btree ("workspace_id","lead_id","purpose","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_suggestions_once" ON "sheet_suggestions" USING btree ("workspace_id","sheet_id","request_id");--> statement-breakpoint
CREATE INDEX "sheet_suggestions_newest" ON "sheet_suggestions" USING btree ("workspace_id","sheet_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sheet_suggestions_version" ON "sheet_suggestions" USING btree ("workspace_id","version_id");--> statement-breakpoint
CREATE INDEX "events_ignored" ON "events" USING btree ("workspace_id","ignored","received_at") WHERE ignored is not null;--> statement-breakpoint
CREATE INDEX "events_arrived" ON "events" USING btree ("workspace_id","source_id","received_at" DESC NULLS FIRST) WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "rejected_events_arrived" ON "rejected_events" USING btree ("workspace_id","source_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_joined" ON "leads" USING btree ("workspace_id","joined_into") WHERE joined_into is not null;--> statement-breakpoint
CREATE INDEX "scores_label" ON "scores" USING btree ("workspace_id","sheet_id","label","total" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE label is not null;--> statement-breakpoint
CREATE INDEX "sources_previous_key" ON "sources" USING btree ("previous_key_hash");--> statement-breakpoint
CREATE INDEX "events_ordered" ON "events" USING btree ("workspace_id","lead_id","occurred_at" DESC NULLS FIRST,"activity_id","counts");--> statement-breakpoint
CREATE INDEX "leads_unscored" ON "leads" USING btree ("workspace_id","id") WHERE primary_sheet_id is null and joined_into is null;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD CONSTRAINT "rejected_events_message" UNIQUE("workspace_id","message_id");--> statement-breakpoint
ALTER TABLE "stage_history" ADD CONSTRAINT "stage_history_once" UNIQUE NULLS NOT DISTINCT("workspace_id","lead_id","stage","at","via_lead_id");