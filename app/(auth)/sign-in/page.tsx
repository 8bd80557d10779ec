import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { AuthForm } from "#components/auth/auth-form.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { callbackPath } from "#lib/auth/callback-path.ts";
import { hasUsers } from "#lib/auth/has-users.ts";
import { oidcName } from "#lib/auth/oidc-name.ts";
import { currentMember } from "#lib/auth/session.ts";
import { paths } from "#lib/paths.ts";
import { oidcAction, signInAction } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Auth"))("signIn.title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const target = callbackPath(typeof callbackUrl === "string" ? callbackUrl : null);
  if (await currentMember()) redirect(target);
  if (!(await hasUsers())) redirect(paths.setUp());
  const t = await getTranslations("Auth");
  const oidc = oidcName();
  return (
    <AuthCard title={t("signIn.title")}>
      {error && (
        <Alert tone="danger">{error === "AccessDenied" ? t("errors.refused") : t("errors.failed")}</Alert>
      )}
      <AuthForm
        action={signInAction}
        fields={["email", "password"]}
        submitText={t("signIn.submit")}
        hidden={{ callbackUrl: target }}
      />
      {oidc && (
        <form action={oidcAction} className="flex flex-col gap-3">
          <p className="text-center text-muted text-sm">{t("signIn.or")}</p>
          <input type="hidden" name="callbackUrl" value={target} />
          <Button type="submit" size="lg">
            {t("signIn.oidc", { name: oidc })}
          </Button>
        </form>
      )}
      <p className="text-muted text-sm">{t("signIn.invited")}</p>
    </AuthCard>
  );
}
