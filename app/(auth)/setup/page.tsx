import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { AuthForm } from "#components/auth/auth-form.tsx";
import { hasUsers } from "#lib/auth/has-users.ts";
import { paths } from "#lib/paths.ts";
import { setUpAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Auth"))("setup.title") };
}

export default async function SetUpPage() {
  if (await hasUsers()) redirect(paths.signIn());
  const t = await getTranslations("Auth");
  return (
    <AuthCard title={t("setup.title")}>
      <p className="text-muted">{t("setup.text")}</p>
      <AuthForm
        action={setUpAction}
        fields={["workspace", "name", "email", "password"]}
        submitText={t("setup.submit")}
        newPassword
      />
    </AuthCard>
  );
}
