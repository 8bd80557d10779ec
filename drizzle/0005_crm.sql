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
ALTER TABLE "crm_changes" ADD CONSTRAINT "crm_changes_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_changes" ADD CONSTRAINT "crm_changes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_conflicts" ADD CONSTRAINT "crm_conflicts_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_conflicts" ADD CONSTRAINT "crm_conflicts_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_connections" ADD CONSTRAINT "crm_connections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_links" ADD CONSTRAINT "crm_links_workspace_id_connection_id_crm_connections_workspace_id_id_fk" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."crm_connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_links" ADD CONSTRAINT "crm_links_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "crm_changes_due" ON "crm_changes" USING btree ("workspace_id","connection_id","next_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "crm_changes_failed" ON "crm_changes" USING btree ("workspace_id","connection_id","lead_id") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "crm_changes_lead" ON "crm_changes" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "crm_conflicts_list" ON "crm_conflicts" USING btree ("workspace_id","connection_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "crm_conflicts_lead" ON "crm_conflicts" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "crm_links_lead" ON "crm_links" USING btree ("workspace_id","lead_id");