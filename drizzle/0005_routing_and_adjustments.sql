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
ALTER TABLE "handovers" ADD COLUMN "team_id" bigint;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "unclaimed_why" text;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_level" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "sla_next_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "first_response_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "response_seconds" integer;--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "has_adjustments" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability" ADD CONSTRAINT "availability_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_adjustments" ADD CONSTRAINT "lead_adjustments_workspace_id_ended_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","ended_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_settings" ADD CONSTRAINT "sla_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_team_id_teams_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."teams"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_member" ON "absences" USING btree ("workspace_id","member_id","ends_at");--> statement-breakpoint
CREATE INDEX "lead_adjustments_lead" ON "lead_adjustments" USING btree ("workspace_id","lead_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "team_members_member" ON "team_members" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "handovers_sla_due" ON "handovers" USING btree ("workspace_id","sla_next_at") WHERE sla_next_at is not null;--> statement-breakpoint
CREATE INDEX "handovers_responses" ON "handovers" USING btree ("workspace_id","first_response_at" DESC NULLS FIRST) WHERE first_response_at is not null;