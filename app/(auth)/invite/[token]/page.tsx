import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "#components/auth/auth-card.tsx";
import { type AuthFieldName, AuthForm } from "#components/auth/auth-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { currentMember } from "#lib/auth/session.ts";
import { openInvitation } from "#lib/members/open-invitation.ts";
import { paths } from "#lib/paths.ts";
import { acceptAction } from "./actions.ts";

/** The link holds the secret: other sites must not learn it as a referrer, nor search engines keep it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Auth");
  return { title: t("invite.submit"), referrer: "no-referrer", robots: { index: false, follow: false } };
}

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const [invitation, member, t, roles] = await Promise.all([
    openInvitation(token),
    currentMember(),
    getTranslations("Auth"),
    getTranslations("Shell.roles"),
  ]);
  if (!invitation) {
    return (
      <AuthCard title={t("invite.goneTitle")}>
        <p className="text-muted">{t("invite.gone")}</p>
        <Button asChild>
          <Link href={paths.signIn()}>{t("invite.toSignIn")}</Link>
        </Button>
      </AuthCard>
    );
  }
  const { workspace, email, role, userId } = invitation;
  const isSignedIn = userId !== null && member?.userId === userId;
  const fields: AuthFieldName[] = userId === null ? ["name", "password"] : isSignedIn ? [] : ["password"];
  const how = userId === null ? "newcomer" : isSignedIn ? "signedIn" : "known";
  return (
    <AuthCard title={t("invite.title", { workspace })}>
      <p className="[overflow-wrap:anywhere]">{t("invite.role", { email, role: roles(role) })}</p>
      <p className="text-muted">{t(`invite.${how}`)}</p>
      {member && !isSignedIn && (
        <p className="text-muted">{t("invite.otherAccount", { email: member.email, invited: email })}</p>
      )}
      <AuthForm
        action={acceptAction.bind(null, token)}
        fields={fields}
        submitText={t("invite.submit")}
        newPassword={userId === null}
      />
    </AuthCard>
  );
}
