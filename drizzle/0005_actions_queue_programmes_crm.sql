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
CREATE TABLE "absences" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "absences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"member_id" bigint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "absences_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "availability" (
	"workspace_id" integer NOT NULL,
	"member_id" bigint NOT NULL,
	"capacity" integer,
	"week" jsonb,
	"time_zone" text,
	CONSTRAINT "availability_workspace_id_member_id_pk" PRIMARY KEY("workspace_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "deed_items" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "deed_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"deed_id" uuid NOT NULL,
	"lead_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "deed_items_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "deeds" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"member_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deeds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "crm_changes" (
	"workspace_id" integer NOT NULL,
	"connection_id" bigint NOT NULL,
	"lead_id" bigint NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"error_text" text,
	CONSTRAINT "crm_changes_workspace_id_connection_id_lead_id_pk" PRIMARY KEY("workspace_id","connection_id","lead_id")
);
--> statement-breakpoint
CREATE TABLE "crm_conflicts" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_conflicts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"connection_id" bigint NOT NULL,
	"lead_id" bigint NOT NULL,
	"attribute" text NOT NULL,
	"field" text NOT NULL,
	"base" jsonb,
	"ours" jsonb,
	"theirs" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" bigint,
	CONSTRAINT "crm_conflicts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "crm_connections" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "crm_connections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"base_url" text NOT NULL,
	"credentials" text NOT NULL,
	"settings" jsonb NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"last_error" text,
	"last_error_text" text,
	"last_error_at" timestamp (3) with time zone,
	"blocked_until" timestamp (3) with time zone,
	"fields_ready_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"contacts_cursor" text,
	"deals_cursor" text,
	"sync_lead_id" bigint,
	"sync_total" integer,
	"sync_started_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "crm_connections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "crm_connections_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "crm_links" (
	"workspace_id" integer NOT NULL,
	"connection_id" bigint NOT NULL,
	"object" text NOT NULL,
	"remote_id" text NOT NULL,
	"lead_id" bigint NOT NULL,
	"sent" jsonb,
	"seen" jsonb,
	"ours" jsonb,
	"changed_at" timestamp (3) with time zone,
	"stage" text,
	"stage_at" timestamp (3) with time zone,
	"value" double precision,
	CONSTRAINT "crm_links_workspace_id_connection_id_object_remote_id_lead_id_pk" PRIMARY KEY("workspace_id","connection_id","object","remote_id","lead_id")
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
CREATE TABLE "lead_adjustments" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lead_adjustments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lead_id" bigint NOT NULL,
	"via_lead_id" bigint,
	"at" timestamp (3) with time zone NOT NULL,
	"points" double precision NOT NULL,
	"dimension" text NOT NULL,
	"reason" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"member_id" bigint,
	"ended_at" timestamp (3) with time zone,
	"ended_by" bigint,
	CONSTRAINT "lead_adjustments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "lead_notes" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lead_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lead_id" bigint NOT NULL,
	"via_lead_id" bigint,
	"member_id" bigint NOT NULL,
	"kind" text DEFAULT 'note' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_notes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_hits" (
	"workspace_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"mail_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"link" integer,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_hits_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "mails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"to_address" text NOT NULL,
	"locale" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dedupe" text,
	"lead_id" bigint,
	"via_lead_id" bigint,
	"member_id" bigint,
	"enrolment_id" bigint,
	"programme_id" bigint,
	"step_key" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "mails_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "mails_public_id" UNIQUE("workspace_id","public_id")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"workspace_id" integer NOT NULL,
	"member_id" bigint NOT NULL,
	"channels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"digest" text DEFAULT 'off' NOT NULL,
	"digest_hour" integer DEFAULT 8 NOT NULL,
	"digest_day" integer DEFAULT 1 NOT NULL,
	"digest_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_workspace_id_member_id_pk" PRIMARY KEY("workspace_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "enrolments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"programme_id" bigint NOT NULL,
	"lead_id" bigint NOT NULL,
	"via_lead_id" bigint,
	"origin" text NOT NULL,
	"member_id" bigint,
	"entered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"waiting" text,
	"active" boolean DEFAULT true NOT NULL,
	"left_at" timestamp (3) with time zone,
	"left_reason" text,
	CONSTRAINT "enrolments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_settings" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"weekly_cap" integer DEFAULT 3 NOT NULL,
	"needs_consent" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "programmes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programmes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "programmes_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "promo_codes" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "promo_codes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"pool_id" bigint NOT NULL,
	"code" text NOT NULL,
	"lead_id" bigint,
	"via_lead_id" bigint,
	"given_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promo_codes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "promo_codes_code" UNIQUE("workspace_id","pool_id","code")
);
--> statement-breakpoint
CREATE TABLE "promo_pools" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "promo_pools_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"pattern" text,
	"limit" integer,
	"expires_at" timestamp (3) with time zone,
	"warn_below" integer,
	"closed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promo_pools_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "promo_pools_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "default_views" (
	"workspace_id" integer NOT NULL,
	"member_id" bigint NOT NULL,
	"page" text NOT NULL,
	"view_id" bigint NOT NULL,
	CONSTRAINT "default_views_workspace_id_member_id_page_pk" PRIMARY KEY("workspace_id","member_id","page")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"member_id" bigint NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "sla_settings" (
	"workspace_id" integer NOT NULL,
	"target_minutes" integer NOT NULL,
	"week" jsonb,
	"warn_minutes" integer,
	"manager_minutes" integer,
	"reassign_minutes" integer,
	CONSTRAINT "sla_settings_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lead_id" bigint NOT NULL,
	"via_lead_id" bigint,
	"member_id" bigint NOT NULL,
	"made_by" bigint NOT NULL,
	"title" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"remind_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"done_by" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"workspace_id" integer NOT NULL,
	"team_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	"weight" integer DEFAULT 1 NOT NULL,
	"lag" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "team_members_workspace_id_team_id_member_id_pk" PRIMARY KEY("workspace_id","team_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "teams_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "teams_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"endpoint_id" bigint NOT NULL,
	"lead_id" bigint,
	"message_id" text NOT NULL,
	"dedupe" text,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempts_before" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"last_status" integer,
	"last_error" text,
	"last_response" text,
	"last_ms" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_endpoints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"format" text NOT NULL,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp (3) with time zone,
	"disabled_reason" text,
	"disabled_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoints_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "webhook_endpoints_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "in_app" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "mail_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "claimed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "team_id" bigint;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "unclaimed_why" text;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_level" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_next_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "first_response_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "response_seconds" integer;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "has_adjustments" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stage_history" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_runs" ADD CONSTRAINT "action_runs_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability" ADD CONSTRAINT "availability_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deed_items" ADD CONSTRAINT "deed_items_workspace_id_deed_id_deeds_workspace_id_id_fk" FOREIGN KEY ("workspace_id","deed_id") REFERENCES "public"."deeds"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deed_items" ADD CONSTRAINT "deed_items_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deeds" ADD CONSTRAINT "deeds_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_changes" ADD CONSTRAINT "crm_changes_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_changes" ADD CONSTRAINT "crm_changes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_conflicts" ADD CONSTRAINT "crm_conflicts_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_conflicts" ADD CONSTRAINT "crm_conflicts_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_connections" ADD CONSTRAINT "crm_connections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_links" ADD CONSTRAINT "crm_links_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_links" ADD CONSTRAINT "crm_links_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_stays" ADD CONSTRAINT "group_stays_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_ended_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ended_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_notes" ADD CONSTRAINT "lead_notes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_notes" ADD CONSTRAINT "lead_notes_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_hits" ADD CONSTRAINT "mail_hits_workspace_id_mail_id_mails_workspace_id_id_fk" FOREIGN KEY ("workspace_id","mail_id") REFERENCES "public"."mails"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_programme_id_programmes_workspace_id_id_fk" FOREIGN KEY ("workspace_id","programme_id") REFERENCES "public"."programmes"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_settings" ADD CONSTRAINT "mail_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_workspace_id_pool_id_promo_pools_workspace_id_id_fk" FOREIGN KEY ("workspace_id","pool_id") REFERENCES "public"."promo_pools"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_pools" ADD CONSTRAINT "promo_pools_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_workspace_id_view_id_saved_views_workspace_id_id_fk" FOREIGN KEY ("workspace_id","view_id") REFERENCES "public"."saved_views"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_settings" ADD CONSTRAINT "sla_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_endpoint_id_webhook_endpoints_workspace_id_id_fk" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_runs_due" ON "action_runs" USING btree ("workspace_id","next_at","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "action_runs_open" ON "action_runs" USING btree ("workspace_id","lead_id","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "action_runs_lead" ON "action_runs" USING btree ("workspace_id","lead_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_state" ON "action_runs" USING btree ("workspace_id","state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_kind" ON "action_runs" USING btree ("workspace_id","kind","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "action_runs_sheet" ON "action_runs" USING btree ("workspace_id","sheet_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "absences_member" ON "absences" USING btree ("workspace_id","member_id","ends_at");--> statement-breakpoint
CREATE INDEX "deed_items_deed" ON "deed_items" USING btree ("workspace_id","deed_id","id");--> statement-breakpoint
CREATE INDEX "deed_items_lead" ON "deed_items" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "deeds_member" ON "deeds" USING btree ("workspace_id","member_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "crm_changes_due" ON "crm_changes" USING btree ("workspace_id","connection_id","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "crm_changes_failed" ON "crm_changes" USING btree ("workspace_id","connection_id","lead_id") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "crm_changes_lead" ON "crm_changes" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "crm_conflicts_list" ON "crm_conflicts" USING btree ("workspace_id","connection_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "crm_conflicts_lead" ON "crm_conflicts" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "crm_links_lead" ON "crm_links" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "group_stays_due" ON "group_stays" USING btree ("workspace_id","leaving_at") WHERE leaving_at is not null;--> statement-breakpoint
CREATE INDEX "lead_adjustments_lead" ON "lead_adjustments" USING btree ("workspace_id","lead_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "lead_notes_lead" ON "lead_notes" USING btree ("workspace_id","lead_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "mail_hits_mail" ON "mail_hits" USING btree ("workspace_id","mail_id","kind","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "mails_once" ON "mails" USING btree ("workspace_id","dedupe") WHERE dedupe is not null;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("workspace_id","next_at","id") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "mails_newest" ON "mails" USING btree ("workspace_id","state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "mails_lead" ON "mails" USING btree ("workspace_id","lead_id","id" DESC NULLS FIRST) WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "mails_programme" ON "mails" USING btree ("workspace_id","programme_id","id") WHERE programme_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_active" ON "enrolments" USING btree ("workspace_id","programme_id","lead_id") WHERE active;--> statement-breakpoint
CREATE INDEX "enrolments_due" ON "enrolments" USING btree ("workspace_id","next_at","id") WHERE active;--> statement-breakpoint
CREATE INDEX "enrolments_lead" ON "enrolments" USING btree ("workspace_id","lead_id","id");--> statement-breakpoint
CREATE INDEX "enrolments_newest" ON "enrolments" USING btree ("workspace_id","programme_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "promo_codes_once" ON "promo_codes" USING btree ("workspace_id","pool_id","lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "promo_codes_free" ON "promo_codes" USING btree ("workspace_id","pool_id","id") WHERE lead_id is null;--> statement-breakpoint
CREATE INDEX "promo_codes_lead" ON "promo_codes" USING btree ("workspace_id","lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "default_views_view" ON "default_views" USING btree ("workspace_id","view_id");--> statement-breakpoint
CREATE INDEX "saved_views_page" ON "saved_views" USING btree ("workspace_id","page","id");--> statement-breakpoint
CREATE INDEX "tasks_lead" ON "tasks" USING btree ("workspace_id","lead_id","due_at","id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("workspace_id","member_id","due_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("workspace_id","member_id","due_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_reminders" ON "tasks" USING btree ("workspace_id","remind_at") WHERE remind_at is not null and reminded_at is null and done_at is null;--> statement-breakpoint
CREATE INDEX "team_members_member" ON "team_members" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("workspace_id","endpoint_id","dedupe") WHERE dedupe is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("workspace_id","endpoint_id","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_list" ON "webhook_deliveries" USING btree ("workspace_id","endpoint_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "webhook_deliveries_dead" ON "webhook_deliveries" USING btree ("workspace_id","endpoint_id","id" DESC NULLS FIRST) WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_lead" ON "webhook_deliveries" USING btree ("workspace_id","lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_old" ON "webhook_deliveries" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "notifications_mail" ON "notifications" USING btree ("workspace_id","mail_at") WHERE mail_at is not null;--> statement-breakpoint
CREATE INDEX "handovers_sla_due" ON "handovers" USING btree ("workspace_id","sla_next_at") WHERE sla_next_at is not null;--> statement-breakpoint
CREATE INDEX "handovers_responses" ON "handovers" USING btree ("workspace_id","first_response_at" DESC NULLS FIRST) WHERE first_response_at is not null;