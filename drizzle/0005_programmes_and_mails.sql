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
ALTER TABLE "mail_hits" ADD CONSTRAINT "mail_hits_workspace_id_mail_id_mails_workspace_id_id_fk" FOREIGN KEY ("workspace_id","mail_id") REFERENCES "public"."mails"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_programme_id_programmes_workspace_id_id_fk" FOREIGN KEY ("workspace_id","programme_id") REFERENCES "public"."programmes"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_settings" ADD CONSTRAINT "mail_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_workspace_id_pool_id_promo_pools_workspace_id_id_fk" FOREIGN KEY ("workspace_id","pool_id") REFERENCES "public"."promo_pools"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_codes" ADD CONSTRAINT "promo_codes_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promo_pools" ADD CONSTRAINT "promo_pools_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "promo_codes_lead" ON "promo_codes" USING btree ("workspace_id","lead_id") WHERE lead_id is not null;