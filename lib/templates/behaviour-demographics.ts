import { EVENTS } from "./events.ts";
import { SOURCES } from "./sources.ts";
import { localised, ONCE, ONCE_A_DAY, pathNames, type Template } from "./template.ts";

export const behaviourDemographics: Template = {
  key: "behaviour-demographics",
  name: { en: "Behaviour and demographics (pilot)", es: "Comportamiento y datos demográficos (piloto)" },
  description: {
    en: `From “${SOURCES.ai.en}”: landing page clicks 5, e-mails opened 15, downloads 50, engagement 25, repeat visits 40; age 50, industry 25, job title 30, location 10. It starts as the article advises a pilot to: without a threshold, so nothing is handed over until sales has found where it lies. Put your own ideal customer into the demographic rules.`,
    es: `De «${SOURCES.ai.es}»: clics en páginas de destino 5, correos abiertos 15, descargas 50, interacción 25, visitas repetidas 40; edad 50, sector 25, cargo 30, ubicación 10. Empieza como el artículo aconseja para un piloto: sin umbral, así que nada se entrega hasta que ventas descubra dónde está. Pon tu cliente ideal en las reglas demográficas.`,
  },
  segment: { key: "everyone", name: { en: "Everyone", es: "Todos" }, when: { all: [] } },
  content: localised((say) => ({
    dimensions: [
      { key: "behaviour", name: say("Behaviour", "Comportamiento") },
      { key: "fit", name: say("Fit", "Perfil") },
    ],
    categories: [
      { key: "engagement", name: say("Engagement", "Interacción"), dimension: "behaviour" },
      {
        key: "visits",
        name: say("Repeat visits", "Visitas repetidas"),
        dimension: "behaviour",
        min: 0,
        max: 40,
      },
      { key: "demographics", name: say("Demographics", "Datos demográficos"), dimension: "fit" },
    ],
    rules: [
      {
        key: "landing-click",
        name: say("Clicked through to a landing page", "Hizo clic hasta una página de destino"),
        category: "engagement",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        where: pathNames("/landing", "/lp/", "/destino"),
        points: 5,
        limit: ONCE_A_DAY,
      },
      {
        key: "email-opened",
        name: say("Opened an e-mail", "Abrió un correo"),
        category: "engagement",
        kind: "behaviour",
        event: EVENTS.emailOpened,
        points: 15,
        limit: ONCE_A_DAY,
      },
      {
        key: "download",
        name: say("Downloaded a file", "Descargó un archivo"),
        category: "engagement",
        kind: "behaviour",
        event: EVENTS.fileDownloaded,
        points: 50,
        limit: { times: 2, per: "lifetime" },
      },
      {
        key: "engaged",
        name: say("Started a conversation", "Inició una conversación"),
        category: "engagement",
        kind: "behaviour",
        event: EVENTS.chatStarted,
        points: 25,
        limit: ONCE_A_DAY,
      },
      // A repeat visit is a second day with a visit: the days, less the first one.
      {
        key: "visit-day",
        name: say("Visited the website (each day)", "Visitó el sitio web (cada día)"),
        category: "visits",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        points: 40,
        limit: ONCE_A_DAY,
      },
      {
        key: "first-visit",
        name: say("The first visit is no repeat visit", "La primera visita no es repetida"),
        category: "visits",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        points: -40,
        limit: ONCE,
      },
      {
        key: "age",
        name: say("Age of the ideal customer", "Edad del cliente ideal"),
        category: "demographics",
        kind: "fit",
        cases: [{ when: { field: "age", op: "between", value: [25, 54] }, points: 50 }],
      },
      {
        key: "industry",
        name: say("Industry of the ideal customer", "Sector del cliente ideal"),
        category: "demographics",
        kind: "fit",
        cases: [
          { when: { field: "industry", op: "in", value: ["software", "retail", "comercio"] }, points: 25 },
        ],
      },
      {
        key: "title",
        name: say("Job title of the ideal customer", "Cargo del cliente ideal"),
        category: "demographics",
        kind: "fit",
        cases: [
          { when: { field: "title", op: "in", value: ["CEO", "CMO", "director", "directora"] }, points: 30 },
        ],
      },
      {
        key: "location",
        name: say("Location of the ideal customer", "Ubicación del cliente ideal"),
        category: "demographics",
        kind: "fit",
        cases: [
          { when: { field: "country", op: "in", value: ["ES", "MX", "US", "España", "México"] }, points: 10 },
        ],
      },
    ],
    // Pilot mode: groups to sort by, none that hands over.
    groups: [
      { key: "cold", name: say("Cold", "Frío"), from: {} },
      { key: "warm", name: say("Warm", "Templado"), from: { total: 75 } },
      { key: "hot", name: say("Hot", "Caliente"), from: { total: 150 } },
    ],
  })),
};
