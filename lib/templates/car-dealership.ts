import type { SheetContentInput } from "../scoring/schema.ts";
import { EVENTS } from "./events.ts";
import { SOURCES } from "./sources.ts";
import { coldWarmHot, localised, ONCE, ONCE_A_DAY, pathNames, type Template } from "./template.ts";

/** Sales is told once of a lead that gets hot, also where its score comes and goes; none of it needs setting up. */
const HOT: Partial<NonNullable<SheetContentInput["groups"]>[number]> = {
  leave: { after_hours: 24, points_below: 5 },
  actions: [{ key: "tell-sales", on: "enter", kind: "alert", to: "sales", channels: ["app"] }],
};

export const carDealership: Template = {
  key: "car-dealership",
  name: { en: "Car dealership (B2C)", es: "Concesionario de coches (B2C)" },
  description: {
    en: `From “${SOURCES.b2c.en}”: a form that names the model gives 10, an e-mail opened 3, its link clicked 7, the directions page 20; sales takes over at 30. Unsubscribing and visiting the careers page take points away and students are excluded, as the article advises; how many points they lose, and the warm group from 10, are ours.`,
    es: `De «${SOURCES.b2c.es}»: un formulario con el modelo vale 10 puntos, abrir un correo 3, hacer clic en su enlace 7 y ver la página de cómo llegar 20; ventas recibe el lead a partir de 30. Darse de baja y visitar la página de empleo restan puntos y los estudiantes quedan excluidos, como aconseja el artículo; cuántos puntos restan y el grupo templado desde 10 son nuestros.`,
  },
  segment: {
    key: "consumers",
    name: { en: "Consumers", es: "Consumidores" },
    when: { field: "company", op: "not_exists" },
  },
  content: localised((say) => ({
    range: { min: 0, max: null },
    dimensions: [{ key: "behaviour", name: say("Behaviour", "Comportamiento") }],
    categories: [
      { key: "website", name: say("Website", "Sitio web"), dimension: "behaviour" },
      { key: "email", name: say("E-mail", "Correo electrónico"), dimension: "behaviour" },
    ],
    rules: [
      {
        key: "model-form",
        name: say(
          "Sent a form with the model of interest",
          "Envió un formulario con el modelo que le interesa",
        ),
        category: "website",
        kind: "behaviour",
        event: EVENTS.formSubmitted,
        where: { field: "model", op: "exists" },
        points: 10,
        limit: ONCE,
      },
      {
        key: "email-opened",
        name: say("Opened an e-mail", "Abrió un correo"),
        category: "email",
        kind: "behaviour",
        event: EVENTS.emailOpened,
        points: 3,
        limit: ONCE_A_DAY,
      },
      {
        key: "email-clicked",
        name: say("Clicked a link in an e-mail", "Hizo clic en un enlace de un correo"),
        category: "email",
        kind: "behaviour",
        event: EVENTS.emailLinkClicked,
        points: 7,
        limit: ONCE_A_DAY,
      },
      {
        key: "directions",
        name: say("Viewed the directions page", "Vio la página de cómo llegar"),
        category: "website",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        where: pathNames("directions", "como-llegar", "instrucciones"),
        points: 20,
        limit: ONCE,
      },
      {
        key: "unsubscribed",
        name: say("Unsubscribed from e-mail", "Se dio de baja de los correos"),
        category: "email",
        kind: "behaviour",
        event: EVENTS.emailUnsubscribed,
        points: -15,
        limit: ONCE,
      },
      {
        key: "careers",
        name: say("Viewed the careers page", "Vio la página de empleo"),
        category: "website",
        kind: "behaviour",
        event: EVENTS.pageViewed,
        where: pathNames("careers", "carreras", "empleo", "trabaja-con-nosotros"),
        points: -10,
        limit: ONCE,
      },
    ],
    exclusions: [
      {
        key: "student",
        name: say("Student", "Estudiante"),
        when: { field: "occupation", op: "in", value: ["student", "estudiante"] },
      },
    ],
    groups: coldWarmHot(say, { total: 10 }, { total: 30 }).map((group) =>
      group.handover ? { ...group, ...HOT } : group,
    ),
  })),
};
