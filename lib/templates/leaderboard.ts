import { EVENTS, type EventName } from "./events.ts";
import { SOURCES } from "./sources.ts";
import { coldWarmHot, localised, ONCE, ONCE_A_DAY, type Say, type Template } from "./template.ts";

type Default = { key: string; en: string; es: string; event: EventName; points: number; once?: boolean };

/** The article gives no numbers, only that each action has a default to change; these are ours. */
const DEFAULTS: readonly Default[] = [
  { key: "page-viewed", en: "Viewed a page", es: "Vio una página", event: EVENTS.pageViewed, points: 1 },
  {
    key: "email-opened",
    en: "Opened an e-mail",
    es: "Abrió un correo",
    event: EVENTS.emailOpened,
    points: 2,
  },
  {
    key: "email-clicked",
    en: "Clicked a link in an e-mail",
    es: "Hizo clic en un enlace de un correo",
    event: EVENTS.emailLinkClicked,
    points: 5,
  },
  {
    key: "social-followed",
    en: "Followed on social media",
    es: "Siguió en redes sociales",
    event: EVENTS.socialFollowed,
    points: 5,
    once: true,
  },
  {
    key: "download",
    en: "Downloaded a file",
    es: "Descargó un archivo",
    event: EVENTS.fileDownloaded,
    points: 10,
  },
  { key: "chat", en: "Started a chat", es: "Inició un chat", event: EVENTS.chatStarted, points: 10 },
  {
    key: "form",
    en: "Filled in a form",
    es: "Rellenó un formulario",
    event: EVENTS.formSubmitted,
    points: 15,
  },
  {
    key: "webinar",
    en: "Attended a webinar",
    es: "Asistió a un seminario web",
    event: EVENTS.webinarAttended,
    points: 20,
  },
  {
    key: "trial",
    en: "Started a trial",
    es: "Empezó una prueba",
    event: EVENTS.trialStarted,
    points: 30,
    once: true,
  },
  {
    key: "demo",
    en: "Asked for a demo",
    es: "Pidió una demostración",
    event: EVENTS.demoRequested,
    points: 40,
    once: true,
  },
];

const rule = (say: Say, { key, en, es, event, points, once }: Default) => ({
  key,
  name: say(en, es),
  category: "actions",
  kind: "behaviour" as const,
  event,
  points,
  limit: once ? ONCE : ONCE_A_DAY,
});

export const leaderboard: Template = {
  key: "leaderboard",
  name: { en: "Leaderboard (1 to 100)", es: "Clasificación (de 1 a 100)" },
  description: {
    en: `From “${SOURCES.guide.en}” (its Lead Pilot model): every lead has a score from 1 to 100, brought up to date with each action, and every action has a default you can change. The article names no points; these defaults and thresholds are ours.`,
    es: `De «${SOURCES.guide.es}» (su modelo Lead Pilot): cada lead tiene una puntuación de 1 a 100 que se actualiza con cada acción, y cada acción tiene unos puntos predeterminados que se pueden cambiar. El artículo no indica puntos; estos valores y umbrales son nuestros.`,
  },
  segment: { key: "everyone", name: { en: "Everyone", es: "Todos" }, when: { all: [] } },
  content: localised((say) => ({
    range: { min: 1, max: 100 },
    dimensions: [{ key: "behaviour", name: say("Behaviour", "Comportamiento") }],
    categories: [{ key: "actions", name: say("Actions", "Acciones"), dimension: "behaviour" }],
    rules: DEFAULTS.map((entry) => rule(say, entry)),
    groups: coldWarmHot(say, { total: 30 }, { total: 70 }),
  })),
};
