import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentSession } from "@/accounts/sessions/guards";
import { SignOut } from "@/accounts/sign-in/components/sign-out";
import { env } from "@/platform/env";
import type { Language } from "@/platform/i18n/rules";
import { Icon } from "@/ui/icon";
import { PersonalFrame } from "@/ui/layout/personal-frame";
import { languageOf } from "./address";
import { navigationFor } from "./places";

export type PersonalProps = {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One word of an address's query; what is there twice counts as not there. */
export async function queryOf({ searchParams }: PersonalProps, name: string): Promise<string> {
  const value = (await searchParams)[name];
  return typeof value === "string" ? value.slice(0, 2000) : "";
}

/** The page of a list that an address asks for. */
export async function pageOf(props: PersonalProps): Promise<number> {
  const asked = await queryOf(props, "page");
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1;
}

export const localeOf = async ({ params }: PersonalProps): Promise<Language> =>
  languageOf((await params).locale ?? "");

type Shown = {
  language: Language;
  path: string;
  title: string;
  lead?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
};

/** The frame of a page of somebody signed in: their places by the role they act in, their notices, the way out. */
export async function Personal({ path, language, ...rest }: Shown) {
  const t = await getTranslations({ locale: language, namespace: "accounts" });
  const session = await currentSession();
  if (!session) return <Door path={path} language={language} {...rest} />;
  const listed = navigationFor(session.held?.role ?? "").map((place) => ({
    path: place.path,
    name: t(`nav.${place.nav}`),
    isHere: place.path === path,
  }));
  const who = (
    <>
      <a
        href={`/${language}/account/notices`}
        className="flex min-h-11 items-center gap-2 px-2 text-ink no-underline hover:underline"
      >
        <Icon name="bell" />
        <span className="max-sm:sr-only">{t("nav.notices")}</span>
        <span
          data-unread
          hidden={session.unread === 0}
          className="rounded-base bg-warm px-1.5 text-small font-semibold text-surface"
        >
          {session.unread}
        </span>
      </a>
      <SignOut label={t("nav.signOut")} />
    </>
  );
  const note = session.held && (
    <p className="source mb-2">
      {t("nav.actingAs")}: {t(`roles.${session.held.role}`)}
      {session.held.facility && <bdi>, {session.held.facility}</bdi>}
      {session.isDemo && <span className="mark mark-warm ms-3">{t("account.demo")}</span>}
    </p>
  );
  return (
    <PersonalFrame
      language={language}
      path={path}
      places={listed}
      who={who}
      note={note}
      {...rest}
    />
  );
}

/** The frame of the pages at the door, where nobody is known yet. */
export function Door({ language, path, title, lead, children }: Shown) {
  const note = env().DEMO && (
    <p className="source mb-4">
      <a href={`/${language}/demo/inbox`}>
        <DemoLink />
      </a>
    </p>
  );
  return (
    <PersonalFrame language={language} path={path} title={title} lead={lead} note={note}>
      {children}
    </PersonalFrame>
  );
}

async function DemoLink() {
  const t = await getTranslations("accounts.demo");
  return <>{t("title")}</>;
}
