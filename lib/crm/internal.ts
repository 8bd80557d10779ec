import { invalid } from "../errors.ts";
import type { CrmConnector } from "./connector.ts";
import { errorOfCall } from "./outbound.ts";
import type { Settings, Tested } from "./schemas.ts";
import type { CrmSettings } from "./states.ts";

export const storedSettings = (settings: Settings): CrmSettings => ({
  createContacts: settings.create_contacts,
  createLeads: settings.create_leads,
  mapping: settings.mapping,
  lostStage: settings.lost_stage,
  dealStages: settings.deal_stages,
});

export const shownSettings = (settings: CrmSettings): Settings => ({
  create_contacts: settings.createContacts,
  create_leads: settings.createLeads,
  mapping: settings.mapping,
  lost_stage: settings.lostStage,
  deal_stages: settings.dealStages,
});

/** Whether a CRM takes the credentials; never throws for what the CRM says. */
export async function tested(connector: () => CrmConnector): Promise<Tested> {
  try {
    await connector().test();
    return { ok: true, error: null };
  } catch (error) {
    const { code, message } = errorOfCall(error);
    return { ok: false, error: { code, text: message === "" ? null : message } };
  }
}

/** A refusal of the CRM as one of the input. */
export const refusedBy = (path: string, { code, text }: NonNullable<Tested["error"]>) =>
  invalid([{ path, message: text ?? code, code }], "The CRM does not answer as it should");

/** Asks a CRM for something within a call. @throws AppError `invalid` with what the CRM said. */
export async function askedNow<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { code, message } = errorOfCall(error);
    throw refusedBy("connection", { code, text: message === "" ? null : message });
  }
}
