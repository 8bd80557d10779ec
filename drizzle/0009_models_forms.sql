CREATE TABLE "form_answers" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "form_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"nonce" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"lead_id" bigint,
	"via_lead_id" bigint,
	"answers" jsonb NOT NULL,
	"locale" text NOT NULL,
	"consent" boolean,
	"named_lead_id" bigint,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "form_answers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "form_answers_once" UNIQUE("workspace_id","form_id","nonce")
);
--> statement-breakpoint
CREATE TABLE "form_versions" (
	"workspace_id" integer NOT NULL,
	"form_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"member_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "form_versions_workspace_id_form_id_number_pk" PRIMARY KEY("workspace_id","form_id","number")
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "forms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"token" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forms_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "forms_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "model_versions" (
	"workspace_id" integer NOT NULL,
	"model_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"trained_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"report" jsonb NOT NULL,
	"frozen" jsonb,
	CONSTRAINT "model_versions_workspace_id_model_id_number_pk" PRIMARY KEY("workspace_id","model_id","number")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"segment_id" bigint NOT NULL,
	"outcome" text NOT NULL,
	"age_days" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"retrain_days" integer,
	"overrules" jsonb NOT NULL,
	"shown_version" integer,
	"drift" jsonb,
	"training" boolean DEFAULT false NOT NULL,
	"failure" text,
	"next_training_at" timestamp (3) with time zone,
	"created_by" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "models_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "models_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "predictions" (
	"workspace_id" integer NOT NULL,
	"lead_id" bigint NOT NULL,
	"model_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"probability" double precision NOT NULL,
	"reasons" jsonb NOT NULL,
	CONSTRAINT "predictions_workspace_id_lead_id_model_id_pk" PRIMARY KEY("workspace_id","lead_id","model_id")
);
--> statement-breakpoint
ALTER TABLE "form_answers" ADD CONSTRAINT "form_answers_workspace_id_form_id_version_form_versions_workspace_id_form_id_number_fk" FOREIGN KEY ("workspace_id","form_id","version") REFERENCES "public"."form_versions"("workspace_id","form_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_answers" ADD CONSTRAINT "form_answers_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_answers" ADD CONSTRAINT "form_answers_workspace_id_named_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","named_lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_workspace_id_form_id_forms_workspace_id_id_fk" FOREIGN KEY ("workspace_id","form_id") REFERENCES "public"."forms"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_versions" ADD CONSTRAINT "form_versions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_workspace_id_model_id_models_workspace_id_id_fk" FOREIGN KEY ("workspace_id","model_id") REFERENCES "public"."models"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_workspace_id_created_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_workspace_id_lead_id_leads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","lead_id") REFERENCES "public"."leads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_workspace_id_model_id_models_workspace_id_id_fk" FOREIGN KEY ("workspace_id","model_id") REFERENCES "public"."models"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "form_answers_newest" ON "form_answers" USING btree ("workspace_id","form_id","state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "form_answers_lead" ON "form_answers" USING btree ("workspace_id","lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "form_answers_named" ON "form_answers" USING btree ("workspace_id","named_lead_id") WHERE named_lead_id is not null;--> statement-breakpoint
CREATE INDEX "forms_token" ON "forms" USING btree ("token");--> statement-breakpoint
CREATE INDEX "models_due" ON "models" USING btree ("workspace_id","next_training_at");--> statement-breakpoint
CREATE INDEX "predictions_model" ON "predictions" USING btree ("workspace_id","model_id","probability" DESC NULLS FIRST);