import { EVENTS } from "./events.ts";
import { SOURCES } from "./sources.ts";
import { coldWarmHot, localised, ONCE, ONCE_A_DAY, type Template } from "./template.ts";

export const websiteNewsletter: Template = {
  key: "website-newsletter",
  name: { en: "Website and newsletter (1 to 100)", es: "Sitio web y boletín (de 1 a 100)" },
  description: {
    en: `From “${SOURCES.guide.en}”: on a scale from 1 to 100, a form on the home page gives 20, engagement with the newsletter 15, following on social media 5, raised to 10 by interacting, a visit 5. The limits, the warm group from 25 and the hand-over at 50 are ours.`,
    es: `De «${SOURCES.guide.es}»: en una escala de 1 a 100, un formulario en la página de inicio vale 20 puntos, la interacción con el boletín 15, seguir en redes sociales 5, que suben a 10 al interactuar, y una visita 5. Los límites, el grupo templado desde 25 y la entrega a ventas a partir de 50 son nuestros.`,
  },
  segment: { key: "everyone", name: { en: "Everyone", es: "Todos" }, when: { all: [] } },
  content: localised((say) => ({
    range: { min: 1, max: 100 },
    dimensions: [{ key: "behaviour", name: say("Behaviour", "Comportamiento") }],
    categories: [
      { key: "website", name: say("Website", "Sitio web"), dimension: "behaviour" },
      { key: "newsletter", name: say("Newsletter", "Boletín"), dimension: "behaviour" },
      // 5 for the first interest, raised to 10, not by 10: so the category ends at 10.
      { key: "social", name: say("Social media", "Redes sociales"), dimension: "behaviour", max: 10 },
    ],
    rules: [
      {
        key: "form",
        name: say("Filled in a form", "Rellenó un formulario"),
        category: "website",
        kind: "behaviour",
        event: EVENTS.formSubmitted,
        points: 20,
        limit: ONCE,
      },
      {
        key: "newsletter",
        name: say("Engaged with the newsletter", "Interactuó con el boletín"),
        category: "newsletter",
        kind: "behaviour",
        event: EVENTS.newsletterEngaged,
        points: 15,
        limit: { times: 3, per: "lifetime" },
      },
      {
        key: "social-follow",
        name: say("Followed on social media", "Siguió en redes sociales"),
        category: "social",
        kind: "behaviour",
        event: EVENTS.socialFollowed,
        points: 5,
        limit: ONCE,
      },
      {
        key: "social-interaction",
        name: say("Interacted on social media", "Interactuó en redes sociales"),
        category: "social",
        kind: "behaviour",
        event: EVENTS.socialInteracted,
        points: 10,
        limit: ONCE,
      },
      {
        key: "visit",
        name: say("Visited the website or the blog", "Visitó el sitio web o el blog"),
        category: "website",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        points: 5,
        limit: ONCE_A_DAY,
      },
    ],
    groups: coldWarmHot(say, { total: 25 }, { total: 50 }),
  })),
};
