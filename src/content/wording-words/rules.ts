import type { Language } from "@/platform/i18n/rules";

export const wordCategories = [
  "superlative",
  "ranking",
  "first",
  "record",
  "guarantee",
  "painless",
  "price",
  "urgency",
  "celebrity",
  "money",
] as const;
export type WordCategory = (typeof wordCategories)[number];

type Words = Partial<Record<WordCategory, string>> & { except?: string };

/**
 * What public words about care may not say, by language. Phrases are set apart by commas; `*` at the end of a word
 * stands for any ending. `except` names phrases in which the words are harmless. The stricter of disciplinary and
 * competition law is the rule (law 145/2018, paragraph 525).
 */
export const words: Record<Language, Words> = {
  en: {
    superlative:
      "best, finest, leading, world class, world-class, top hospital*, top level, top doctor*, unrivalled, unparalleled, excellence, state of the art, cutting edge, most advanced, most experienced, largest in, largest centre, biggest in, oldest in, unique in, only centre in, only hospital in, second to none, renowned, prestigious, famous, pioneer*, flagship",
    ranking:
      "ranked, ranking*, world's best hospitals, newsweek, number one, no. 1, in the world for, second in italy, third in italy, fourth in italy, fifth in italy, award*, gold medal",
    first:
      "first in italy, first in europe, first in the world, first in lombardy, first hospital to, first centre to, first of its kind, first public hospital, was the first, one of the first in",
    record:
      "record number*, record of, absolute record, record high, busiest, most transplants, most operations",
    guarantee:
      "guarantee*, guaranteed result*, risk free, risk-free, 100% success, cures all, miracle*, certain cure, satisfied or refunded",
    painless: "painless, pain free, pain-free, without any pain, effortless, without effort",
    price:
      "cheap*, low cost, low-cost, discount*, bargain*, special offer, free of charge offer, lowest price*",
    urgency: "book now, only today, hurry, last places, don't wait",
    celebrity: "celebrities, celebrity, vip patients, as seen on tv, chosen by champions",
    money: "million euro*, millions of euro*, billion euro*",
    except:
      "best supportive care, in the best interest, award criteria, best corrected, first visit*, first aid, leading to",
  },
  it: {
    superlative:
      "migliore, migliori, eccellenza, eccellenze, all'avanguardia, avanguardia, leader, ineguagliabile, senza pari, il più avanzato, la più avanzata, più grande d'italia, più grande d'europa, più antico d'italia, unico in italia, unico centro in, fiore all'occhiello, prestigios*, rinomat*, famos*, pionier*, di punta",
    ranking:
      "classifica, classifiche, newsweek, numero uno, al mondo per, secondo in italia, terzo in italia, quarto in italia, premiato, premiata, premi, medaglia d'oro",
    first:
      "primo in italia, prima in italia, primo in europa, prima in europa, primo al mondo, prima al mondo, primo in lombardia, primo ospedale a, primo nel suo genere, tra i primi in",
    record: "record, numeri da primato, primato, più trapianti d'italia",
    guarantee:
      "garantit*, garanzia di, garantiamo, senza rischi, miracol*, soddisfatti o rimborsati, guarigione certa, 100% di successo",
    painless: "indolore, indolori, senza dolore, senza sforzo",
    price:
      "low cost, economic* e veloce, sconto, sconti, offerta speciale, prezzi bassi, prezzo più basso, gratis",
    urgency: "prenota subito, solo oggi, ultimi posti, affrettat*",
    celebrity: "vip, personaggi famosi, scelto dai campioni, visto in tv",
    money: "milioni di euro, miliardi di euro",
    except:
      "miglior* la qualità, migliore acuità, posizione migliore, prima visita, primo soccorso, primo livello",
  },
  fr: {
    superlative:
      "meilleur, meilleurs, meilleure, meilleures, excellence, à la pointe, de pointe, leader, inégalé*, sans égal, le plus avancé, le plus grand d'italie, unique en italie, prestigieu*, renommé*, réputé*, célèbre*, pionnier*",
    ranking:
      "classement, classé premier, newsweek, numéro un, au monde pour, deuxième en italie, troisième en italie, primé*, médaille d'or",
    first:
      "premier en italie, première en italie, premier en europe, premier au monde, première mondiale, premier hôpital à, premier du genre",
    record: "record, records, nombre record",
    guarantee:
      "garanti*, sans risque, miracle*, miraculeu*, satisfait ou remboursé, guérison certaine, 100 % de réussite",
    painless: "sans douleur, indolore*, sans effort",
    price: "pas cher, low cost, bas prix, remise*, rabais, offre spéciale, prix cassés",
    urgency: "réservez vite, aujourd'hui seulement, dernières places, dépêchez",
    celebrity: "célébrités, stars, vu à la télé",
    money: "millions d'euros, milliards d'euros",
    except:
      "meilleure acuité, meilleure position, remise en place, première visite, premiers secours",
  },
  de: {
    superlative:
      "beste, bester, besten, bestes, führend*, weltklasse, spitzenmedizin, spitzenklinik*, exzellenz, exzellent*, einzigartig*, unübertroffen*, modernste*, größte klinik italiens, größtes zentrum italiens, renommiert*, angesehenste*, berühmt*, pionier*",
    ranking:
      "rangliste*, newsweek, nummer eins, platz 1 weltweit, auf platz 1, weltweit für, preisgekrönt*, ausgezeichnet mit, goldmedaille",
    first:
      "erste in italien, erster in italien, erstes in italien, erste in europa, weltweit erste*, als erste klinik, als erstes krankenhaus",
    record: "rekord*, rekordzahl*",
    guarantee:
      "garantier*, garantie auf, risikofrei*, ohne risiko, wunder*, sichere heilung, geld zurück",
    painless: "schmerzfrei*, schmerzlos*, ohne schmerzen, mühelos",
    price: "billig*, günstigste*, rabatt*, sonderangebot*, schnäppchen, tiefstpreis*",
    urgency: "jetzt buchen, nur heute, letzte plätze, beeilen sie sich",
    celebrity: "prominente, promis, stars, bekannt aus dem fernsehen",
    money: "millionen euro, milliarden euro",
    except: "beste sehschärfe, wundheilung, wunde, wunden, wundversorgung",
  },
  es: {
    superlative:
      "el mejor, la mejor, los mejores, las mejores, excelencia, de vanguardia, a la vanguardia, líder, líderes, inigualable*, sin igual, el más avanzado, el mayor de italia, único en italia, prestigios*, renombrad*, reconocidísim*, famos*, pioner*",
    ranking:
      "clasificación mundial, ranking, newsweek, número uno, del mundo en, segundo de italia, tercero de italia, premiad*, galardonad*, medalla de oro",
    first:
      "primero en italia, primera en italia, primero de europa, primero del mundo, primer hospital en, el primero de su tipo",
    record: "récord, récords, cifra récord",
    guarantee:
      "garantizad*, garantizamos, sin riesgo, sin riesgos, milagro*, curación segura, 100 % de éxito",
    painless: "sin dolor, indolor*, sin esfuerzo",
    price: "barat*, bajo coste, low cost, descuento*, oferta especial, precios bajos",
    urgency: "reserve ya, solo hoy, últimas plazas, dese prisa",
    celebrity: "famosos, celebridades, visto en televisión",
    money: "millones de euros, miles de millones de euros",
    except: "mejor agudeza, primera visita, primeros auxilios",
  },
  ru: {
    superlative:
      "лучший, лучшая, лучшее, лучшие, лучших, ведущий, ведущая, ведущее, ведущие, ведущих, мирового уровня, передовой, передовая, передовые, непревзойдённ*, не имеющ* аналогов, самый современный, самая современная, крупнейший в италии, крупнейшая в италии, единственный в италии, знаменит*, престижн*, прославленн*, пионер*",
    ranking:
      "рейтинг, рейтинге, рейтинга, newsweek, номер один, в мире по, второе место, третье место, первое место, награжд*, золотая медаль",
    first:
      "первый в италии, первая в италии, первое в италии, первый в европе, первый в мире, впервые в мире, впервые в италии",
    record: "рекорд*",
    guarantee: "гарантир*, гарантия излечения, без риска, чудо, чудес*, 100% успех",
    painless: "безболезненн*, без боли, без усилий",
    price: "дёшево, дешев*, скидк*, акция, спецпредложение, низкие цены, самые низкие",
    urgency: "запишитесь сейчас, только сегодня, последние места, спешите",
    celebrity: "знаменитости, звёзды, по телевизору",
    money: "миллионов евро, миллиардов евро",
    except: "лучшая острота, лучшее положение",
  },
  ar: {
    superlative:
      "الأفضل, أفضل مستشفى, أفضل الأطباء, الرائد, الرائدة, رائد في, عالمي المستوى, لا مثيل له, لا مثيل لها, التميز, الأكثر تقدما, الأحدث في, الأكبر في إيطاليا, الوحيد في إيطاليا, المرموق, المرموقة, الشهير, الشهيرة, مشهور",
    ranking:
      "تصنيف, newsweek, رقم واحد, المرتبة الأولى, المركز الأول, في العالم في, الثاني في إيطاليا, جائزة, جوائز, الميدالية الذهبية",
    first:
      "الأول في إيطاليا, الأولى في إيطاليا, الأول في أوروبا, الأول في العالم, لأول مرة في العالم, لأول مرة في إيطاليا, أول مستشفى في إيطاليا",
    record: "رقم قياسي, أرقام قياسية, عدد قياسي",
    guarantee: "مضمون, مضمونة, نضمن, ضمان الشفاء, بلا مخاطر, معجزة, شفاء مؤكد",
    painless: "بلا ألم, بدون ألم, دون ألم, خال من الألم",
    price: "رخيص, رخيصة, أقل الأسعار, خصم, خصومات, عرض خاص, مجانا",
    urgency: "احجز الآن, اليوم فقط, آخر الأماكن, أسرع",
    celebrity: "المشاهير, نجوم الفن, كما شوهد على التلفزيون",
    money: "مليون يورو, ملايين اليورو, مليار يورو",
    except: "دون ألم بطني",
  },
  zh: {
    superlative:
      "最好, 最佳, 最优秀, 最先进, 顶尖, 顶级, 一流, 世界级, 领先, 卓越, 无与伦比, 意大利最大, 欧洲最大, 独一无二, 意大利唯一, 著名, 知名, 享誉, 先驱",
    ranking: "排名, 排行, 位列第, 全球第, 世界第, 第一名, newsweek, 获奖, 金奖",
    first: "意大利首家, 意大利第一, 欧洲首家, 世界首例, 全球首例, 意大利首例, 首家公立医院",
    record: "创纪录, 纪录, 最繁忙",
    guarantee: "保证, 包治, 零风险, 无风险, 奇迹, 百分之百, 根治保证",
    painless: "无痛, 毫无痛苦, 轻松无忧",
    price: "便宜, 低价, 最低价, 打折, 优惠, 特价, 免费赠",
    urgency: "立即预约, 仅限今天, 最后名额, 抓紧",
    celebrity: "明星, 名人, 电视推荐",
    money: "万欧元, 亿欧元",
    except: "最佳矫正视力, 无痛分娩",
  },
};
