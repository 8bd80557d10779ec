import type { Localised } from "./template.ts";

/** Titles of the articles that the templates come from, for their descriptions. */
export const SOURCES = {
  ai: {
    en: "How to Use AI for a Lead Scoring System",
    es: "Cómo utilizar la IA para un sistema de puntuación de clientes potenciales",
  },
  b2c: {
    en: "Should B2C Companies Practice Lead Scoring?",
    es: "¿Deberían las empresas B2C practicar la puntuación de clientes potenciales?",
  },
  firstTime: {
    en: "How to Get Lead Scoring Right the First Time",
    es: "Cómo obtener la puntuación de clientes potenciales correcta la primera vez",
  },
  steps: { en: "What Are the Steps to Qualify Leads?", es: "Cuáles son los pasos para calificar leads" },
  guide: {
    en: "The Ultimate Guide to Lead Scoring",
    es: "La guía definitiva para la puntuación de clientes potenciales",
  },
} as const satisfies Record<string, Localised>;
