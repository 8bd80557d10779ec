/** Fixed lists that made-up people and companies are put together from. */
export const FIRST_NAMES = {
  es: [
    "Lucía", "Martín", "Sofía", "Hugo", "Paula", "Daniel", "Carmen", "Pablo", "Elena", "Alejandro", "Marta", "Javier",
    "Laura", "Diego", "Sara", "Álvaro", "Irene", "Adrián", "Nuria", "Sergio", "Pilar", "Iván", "Rocío", "Rubén", "Ana",
    "Óscar", "Inés", "Manuel", "Teresa", "Raúl", "Beatriz", "Andrés", "Silvia", "Jorge", "Mónica", "Ignacio", "Cristina",
    "Gonzalo", "Begoña", "Iñaki", "Montserrat", "Joan", "Núria", "Xavier", "Amaia", "Unai",
  ],
  en: [
    "Olivia", "George", "Amelia", "Harry", "Isla", "Noah", "Emily", "Jack", "Grace", "Oliver", "Freya", "Arthur", "Chloe",
    "Thomas", "Hannah", "James", "Alice", "William", "Megan", "Ethan", "Zoe", "Callum", "Ruby", "Lewis", "Molly", "Aidan",
    "Fiona", "Gareth", "Imogen", "Rhys", "Kirsty", "Dylan",
  ],
} as const;

export const LAST_NAMES = {
  es: [
    "García", "Fernández", "López", "Martínez", "Sánchez", "Pérez", "Gómez", "Ruiz", "Díaz", "Moreno", "Muñoz", "Álvarez",
    "Romero", "Navarro", "Torres", "Domínguez", "Vázquez", "Ramos", "Gil", "Serrano", "Blanco", "Molina", "Castro", "Ortega",
    "Rubio", "Marín", "Iglesias", "Núñez", "Medina", "Garrido", "Etxeberria", "Puig", "Vidal", "Soler", "Cabrera", "Peña",
    "Ibáñez", "Lozano", "Cortés", "Prieto",
  ],
  en: [
    "Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Wright", "Walker", "White",
    "Hughes", "Green", "Hall", "Lewis", "Harris", "Clarke", "Jackson", "Wood", "Turner", "Cooper", "Morgan", "Bennett",
    "O'Brien", "Murphy", "Campbell", "Stewart", "Reid", "MacDonald",
  ],
} as const;

const COMPANY_HEADS = [
  "Altura", "Brisa", "Cobalto", "Duna", "Encina", "Faro", "Galerna", "Hito", "Índigo", "Jara", "Lince", "Marea", "Norte",
  "Olivo", "Palma", "Quercus", "Ribera", "Sierra", "Tramontana", "Umbral", "Vega", "Zarza", "Amber", "Beacon", "Cinder",
  "Fairway", "Granite", "Harbour", "Juniper", "Kestrel", "Larch", "Meridian", "Northgate", "Oakfield", "Pennine",
] as const;
const COMPANY_TAILS = [
  "Logística", "Consultores", "Energía", "Retail", "Clínicas", "Foods", "Systems", "Partners", "Textil", "Hoteles",
  "Media", "Works", "Labs", "Ingeniería",
] as const;

export const COMPANIES: readonly string[] = COMPANY_HEADS.flatMap((head) =>
  COMPANY_TAILS.map((tail) => `${head} ${tail}`),
);

/** Domains that RFC 2606 keeps for examples: mail to them reaches nobody. */
export const DOMAINS = ["example.com", "example.org", "example.net"] as const;

export const CITIES = {
  es: ["Madrid", "Valencia", "Alicante", "Castellón", "Murcia", "Barcelona", "Sevilla", "Zaragoza", "Bilbao", "Málaga"],
  en: ["London", "Manchester", "Leeds", "Bristol", "Dublin", "Edinburgh"],
} as const;

/** Where the dealership group has its dealers. */
export const TERRITORY = ["Valencia", "Alicante", "Castellón", "Murcia"] as const;

export const MODELS = ["Brío", "Brío Electric", "Tarifa", "Sierra SUV", "Sierra Hybrid", "Camino Van"] as const;
export const OCCUPATIONS = ["employee", "self-employed", "civil servant", "retired", "homemaker"] as const;
export const INDUSTRIES = ["retail", "logistics", "health", "hospitality", "manufacturing", "software", "education", "energy"] as const;
export const TARGET_INDUSTRIES = ["retail", "logistics", "health", "hospitality"] as const;
export const TITLES = {
  chief: ["CEO", "CFO", "COO", "Managing Director"],
  head: ["Head of Finance", "Finance Director", "Head of Operations", "IT Director"],
  manager: ["Finance Manager", "Operations Manager", "Office Manager", "Project Manager"],
  staff: ["Accountant", "Analyst", "Developer", "Assistant", "Intern"],
} as const;
