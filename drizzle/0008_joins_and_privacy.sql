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
ALTER TABLE "stage_history" DROP CONSTRAINT "stage_history_once";--> statement-breakpoint
DROP INDEX "leads_unscored";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "via_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "via_lead_id" bigint;--> statement-breakpoint
ALTER TABLE "lead_attributes" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "joined_into" bigint;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "has_joined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "objected_at" timestamp (3) with time zone;--> statement-breakpoint
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
CREATE INDEX "lead_joins_lead" ON "lead_joins" USING btree ("workspace_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_joins_other" ON "lead_joins" USING btree ("workspace_id","other_id");--> statement-breakpoint
CREATE INDEX "lead_consents_newest" ON "lead_consents" USING btree ("workspace_id","lead_id","purpose","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_joined" ON "leads" USING btree ("workspace_id","joined_into") WHERE joined_into is not null;--> statement-breakpoint
CREATE INDEX "leads_unscored" ON "leads" USING btree ("workspace_id","id") WHERE primary_sheet_id is null and joined_into is null;--> statement-breakpoint
ALTER TABLE "stage_history" ADD CONSTRAINT "stage_history_once" UNIQUE NULLS NOT DISTINCT("workspace_id","lead_id","stage","at","via_lead_id");