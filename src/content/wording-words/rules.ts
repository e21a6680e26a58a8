import type { Language } from "@/platform/i18n/rules";

export const wordCategories = [
  "superlative",
  "ranking",
  "first",
  "comparison",
  "record",
  "guarantee",
  "cure",
  "painless",
  "price",
  "urgency",
  "fear",
  "testimonial",
  "celebrity",
  "money",
] as const;
export type WordCategory = (typeof wordCategories)[number];

/** `stop` is not published unless the association overrules it with a reason, `ask` wants a source, `note` is only said. */
export type Severity = "stop" | "ask" | "note";

const health = "L. 145/2018 art. 1 c. 525";
const consumer = "D.Lgs. 206/2005 art. 20–26";

/** How grave a category is, and the law that it rests on. Why and what instead stand under `content.wording`. */
export const categoryRules: Record<WordCategory, { severity: Severity; law: string }> = {
  superlative: { severity: "stop", law: health },
  ranking: { severity: "stop", law: health },
  first: { severity: "ask", law: consumer },
  comparison: { severity: "stop", law: "D.Lgs. 145/2007 art. 4" },
  record: { severity: "ask", law: health },
  guarantee: { severity: "stop", law: consumer },
  cure: { severity: "stop", law: consumer },
  painless: { severity: "stop", law: consumer },
  price: { severity: "stop", law: health },
  urgency: { severity: "stop", law: consumer },
  fear: { severity: "stop", law: consumer },
  testimonial: { severity: "stop", law: health },
  celebrity: { severity: "stop", law: health },
  money: { severity: "note", law: health },
};

type Words = Partial<Record<WordCategory, string>> & { except?: string };

/**
 * What public words about care may not say, by language. Phrases are set apart by commas; `*` at the end of a word
 * stands for any ending, `#` for a number. `except` names phrases in which the words are harmless. The stricter of disciplinary and
 * competition law is the rule (law 145/2018, paragraph 525).
 */
export const words: Record<Language, Words> = {
  en: {
    superlative:
      "best, finest, leading, world class, world-class, top hospital*, top level, top doctor*, unrivalled, unparalleled, excellence, state of the art, cutting edge, most advanced, most experienced, largest in, largest centre, biggest in, oldest in, unique in, only centre in, only hospital in, second to none, renowned, prestigious, famous, pioneer*, flagship, most successful, most modern, most renowned, most trusted, perfect result*, perfect smile, ideal place, ideal clinic, luxury, luxurious, exclusive treatment*, exclusive care, for demanding patients, revolutionary, groundbreaking, found nowhere else, like no other, unmatched, incomparable, unique method, our unique, top class, premium care, highest level, highest quality, extraordinary, outstanding",
    ranking:
      "ranked, ranking*, world's best hospitals, newsweek, number one, no. 1, in the world for, second in italy, third in italy, fourth in italy, fifth in italy, award*, gold medal",
    first:
      "first in italy, first in europe, first in the world, first in lombardy, first hospital to, first centre to, first of its kind, first public hospital, was the first, one of the first in, the first hospital in, first clinic in, first centre in, first to use, first to offer, first to perform",
    comparison:
      "better than, better results than, cheaper than, faster than, safer than, more successful than, superior to, nobody else, no one else, no other hospital*, no other clinic*, no other centre*, unlike other*, than anywhere else, than elsewhere, where others give up, others have given up, than the competition, competitors",
    record:
      "record number*, record of, absolute record, record high, busiest, most transplants, most operations",
    guarantee:
      "guarantee*, guaranteed result*, risk free, risk-free, 100% success, cures all, miracle*, certain cure, satisfied or refunded, # success, success rate of #, success rate, no risk, without risk*, without any risk, zero risk, completely safe, totally safe, absolutely safe, perfectly safe, no side effects, without side effects, money back, every time, is certain, with certainty, always works, never fails, permanent result*, lasting result*, promise you, we promise",
    cure: "will be cured, be cured, we cure, cures cancer, cure for, definitive cure, full recovery is, you will recover, will be healed, heals all, gives you back, give you back, back to life, years younger, new life, dream smile, dream body, dream figure, miracle drug*, free of disease",
    painless:
      "painless, pain free, pain-free, without any pain, effortless, without effort, no pain, won't feel a thing, will not feel a thing, feel nothing, won't feel anything, no needles, in your sleep",
    price:
      "cheap*, low cost, low-cost, discount*, bargain*, special offer, free of charge offer, lowest price*, save #, save up to, # off, free first consultation, free consultation*, free visit*, free check*, first visit free, for the price of one, dream price*, unbeatable price*, best price*, limited offer, promotion, voucher*, instalments without interest, cheaper than, affordable luxury",
    urgency:
      "book now, only today, hurry, last places, don't wait, places are limited, few places, limited places, last chance, act now, unless you act, before it is too late, until it is too late, too late, call now, register today, this month only, offer ends, don't miss, wait no longer",
    fear: "could die, might die, will die, you could die, may die, risk your life, deadly mistake, every day you wait, may never walk, never walk again, ticking bomb, time bomb, silent killer, before it kills, regret it, lose your child, lose your life",
    testimonial:
      "saved my life, changed my life, happy patient*, satisfied patient*, our patients say, patients say, patients love, testimonial*, five stars, # stars, # reviews, reviewers, patient stories, success stories, success story, decision of their lives, recommend us, thousands trust, patients trust us",
    celebrity:
      "celebrities, celebrity, vip patients, as seen on tv, chosen by champions, film stars, movie stars, football champion*, champions, footballers, athletes trust, royal famil*, famous people, trusted by",
    money: "million euro*, millions of euro*, billion euro*",
    except:
      "best supportive care, in the best interest, award criteria, best corrected, first visit*, first aid, leading to, trauma centres of the highest level, trauma centre of the highest level, painless swelling, painless lump*, painless jaundice, free of charge up to, pain free interval, sign of too late, success rate depends",
  },
  it: {
    superlative:
      "migliore, migliori, eccellenza, eccellenze, all'avanguardia, avanguardia, leader, ineguagliabile, senza pari, il più avanzato, la più avanzata, più grande d'italia, più grande d'europa, più antico d'italia, unico in italia, unico centro in, fiore all'occhiello, prestigios*, rinomat*, famos*, pionier*, di punta, miglior, più bravi, più bravo, più esperti, più esperto, più moderno, più moderna, più avanzati, più avanzate, eccellente, eccellenti, di lusso, esclusiv*, per pazienti esigenti, rivoluzionari*, che non trova altrove, come nessun altro, impareggiabil*, incomparabil*, metodo unico, unici al mondo, unico al mondo, risultat* perfett*, luogo ideale, clinica ideale, straordinari*, altissimo livello, massimo livello, di alta fascia, qualità superiore, riferimento assoluto",
    ranking:
      "classifica, classifiche, newsweek, numero uno, al mondo per, secondo in italia, terzo in italia, quarto in italia, premiato, premiata, premi, medaglia d'oro, al primo posto, ai primi posti, nella top, vincitore del, vincitrice del, premio eccellenza",
    first:
      "primo in italia, prima in italia, primo in europa, prima in europa, primo al mondo, prima al mondo, primo in lombardia, primo ospedale a, primo nel suo genere, tra i primi in, il primo ospedale, la prima clinica, primo centro in, primi a usare, primi a offrire, per primi",
    comparison:
      "meglio di, migliore di, migliori di, meno che in, meno che altrove, più veloce di, più sicuro di, più successi, superiore a quella, nessun altro, nessun'altra, a differenza degli altri, a differenza di altri, a differenza delle altre, gli altri si arrendono, altri si sono arresi, della concorrenza, concorrenti",
    record: "record, numeri da primato, primato, più trapianti d'italia",
    guarantee:
      "garantit*, garanzia di, garantiamo, senza rischi, miracol*, soddisfatti o rimborsati, guarigione certa, 100% di successo, tasso di successo, # di successo, senza alcun rischio, senza rischio, nessun rischio, rischio zero, zero rischi, del tutto sicur*, totalmente sicur*, assolutamente sicur*, sicuro al #, senza effetti collaterali, nessun effetto collaterale, rimborso, ogni volta, è sicura con, è certa, con certezza, non fallisce mai, per sempre, le promettiamo, promettiamo",
    cure: "guarirà, guarirete, guarisci, guarisce tutt*, guarisce sempre, curiamo i tumori, cura definitiva, guarigione completa, guarigione totale, le restituisce, restituire la vista, ti restituisce, anni più giovane, nuova vita, sorriso dei suoi sogni, sorriso da sogno, corpo dei sogni, sconfigg*, torna a vivere",
    painless:
      "indolore, indolori, senza dolore, senza sforzo, nessun dolore, non sentirà nulla, non sentirà niente, non sentirai nulla, senza aghi, senza fatica, nel sonno",
    price:
      "low cost, economic* e veloce, sconto, sconti, offerta speciale, prezzi bassi, prezzo più basso, gratis, prezzi più bassi, risparmi il #, risparmia, risparmiare fino, # di sconto, gratuita per, prima visita gratuita, visita gratuita, consulto gratuito, consulenza gratuita, controllo gratuito, al prezzo di, prezzo da sogno, prezzi imbattibili, miglior prezzo, offerta limitata,  promozione, promozioni, buono sconto, a tasso zero, costa meno, convenient*",
    urgency:
      "prenota subito, solo oggi, ultimi posti, affrettat*, prenoti subito, prenoti ora, prenota ora, posti limitati, i posti sono limitati, pochi posti, ultima occasione, agisca ora, agisci ora, troppo tardi, chiami ora, chiama subito, solo questo mese, non perda, non perdere, non aspetti, non aspettare",
    fear: "potrebbe morire, potreste morire, rischia di morire, rischia la vita, morire in, ogni giorno che passa, non camminare più, mai più camminare, bomba a orologeria, killer silenzioso, se ne pentirà, perdere la vita, prima che uccida",
    testimonial:
      "salvato la vita, cambiato la vita, pazienti felici, pazienti soddisfatti, i nostri pazienti dicono, testimonianz*, cinque stelle, # stelle, recension*, storie di successo, scelta della loro vita, scelta migliore, ci raccomandano, si fidano di noi, migliaia di pazienti si affidano",
    celebrity:
      "vip, personaggi famosi, scelto dai campioni, visto in tv, celebrità, attori, calciatori, campioni, sportivi famosi, famiglie reali, personaggi noti, dei vip",
    money: "milioni di euro, miliardi di euro",
    except:
      "miglior* la qualità, migliore acuità, posizione migliore, prima visita, primo soccorso, primo livello, rimborso del servizio sanitario, regionali di massimo livello, campioni di tessuto, prelevare campioni, campioni biologici, campioni di sangue, premi assicurativi, premio assicurativo, tasso di successo dipende, record di dati, migliorare, il primo ospedale di comunità, recensione della letteratura",
  },
  fr: {
    superlative:
      "meilleur, meilleurs, meilleure, meilleures, excellence, à la pointe, de pointe, leader, inégalé*, sans égal, le plus avancé, le plus grand d'italie, unique en italie, prestigieu*, renommé*, réputé*, célèbre*, pionnier*, de luxe, luxueu*, exclusif, exclusive, exclusifs, révolutionnaire*, le plus moderne, les plus modernes, plus expérimentés, hors pair, incomparable*, parfait résultat, résultats parfaits, lieu idéal, clinique idéale, extraordinaire*, exceptionnel*, d'exception, méthode unique, nulle part ailleurs, haut de gamme",
    ranking:
      "classement, classé premier, newsweek, numéro un, au monde pour, deuxième en italie, troisième en italie, primé*, médaille d'or",
    first:
      "premier en italie, première en italie, premier en europe, premier au monde, première mondiale, premier hôpital à, premier du genre, le premier hôpital, la première clinique, premiers à, le premier centre",
    comparison:
      "mieux que, meilleur que, moins cher que, plus rapide que, plus sûr que, supérieur à celui, nul autre, aucun autre hôpital, aucun autre centre, contrairement aux autres, que la concurrence, concurrents",
    record: "record, records, nombre record",
    guarantee:
      "garanti*, sans risque, miracle*, miraculeu*, satisfait ou remboursé, guérison certaine, 100 % de réussite, # de réussite, taux de réussite, taux de succès, sans aucun risque, aucun risque, zéro risque, totalement sûr*, parfaitement sûr*, sans effets secondaires, aucun effet secondaire, remboursé*, à tous les coups, à chaque fois, avec certitude, est certaine, nous promettons, vous promettons, définitif",
    cure: "serez guéri*, vous guérirez, guérit tout*, nous guérissons, guérison totale, guérison complète, vous rend, redonne la vue, ans de moins, nouvelle vie, sourire de rêve, corps de rêve, de rêve",
    painless:
      "sans douleur, indolore*, sans effort, aucune douleur, ne sentirez rien, sans aiguille*, pendant votre sommeil",
    price:
      "pas cher, low cost, bas prix, remise*, rabais, offre spéciale, prix cassés, prix les plus bas, prix le plus bas, économisez, # de réduction, réduction, réductions, consultation gratuite, visite gratuite, gratuite pour, bilan gratuit, pour le prix d'un, prix imbattable*, meilleur prix, offre limitée, promotion, promotions, bon d'achat, moins cher",
    urgency:
      "réservez vite, aujourd'hui seulement, dernières places, dépêchez, réservez maintenant, quelques places, places limitées, dernière chance, agissez maintenant, trop tard, appelez maintenant, ce mois-ci seulement, ne manquez pas, n'attendez pas, n'attendez plus",
    fear: "pourriez mourir, risquez de mourir, mourir en, risquez votre vie, chaque jour compte, chaque jour qui passe, ne plus jamais marcher, bombe à retardement, tueur silencieux, le regretterez",
    testimonial:
      "sauvé la vie, changé ma vie, changé la vie, patients heureux, patients satisfaits, nos patients disent, témoignage*, cinq étoiles, # étoiles, avis de patients, avis positifs, nous recommandent, nous font confiance",
    celebrity:
      "célébrités, stars, vu à la télé, champions, acteurs, footballeurs, sportifs célèbres, familles royales, personnalités",
    money: "millions d'euros, milliards d'euros",
    except:
      "meilleure acuité, meilleure position, remise en place, première visite, premiers secours, remboursé par l'assurance, remboursée par l'assurance, frais remboursés, réduction mammaire, réduction de la fracture, réduction du",
  },
  de: {
    superlative:
      "beste, bester, besten, bestes, führend*, weltklasse, spitzenmedizin, spitzenklinik*, exzellenz, exzellent*, einzigartig*, unübertroffen*, modernste*, größte klinik italiens, größtes zentrum italiens, renommiert*, angesehenste*, berühmt*, pionier*, luxus*, luxuriös*, exklusiv*, revolutionär*, erfahrenste*, spitzenmediziner*, spitzenteam*, spitzenchirurg*, höchstem niveau, höchste qualität, ideale klinik, idealer ort, perfekt*, außergewöhnlich*, herausragend*, einmalig*, nirgendwo sonst, unvergleichlich*, bahnbrechend*, top klinik, topklinik",
    ranking:
      "rangliste*, newsweek, nummer eins, platz 1 weltweit, auf platz 1, weltweit für, preisgekrönt*, ausgezeichnet mit, goldmedaille, platz eins, auf platz eins, testsieger*",
    first:
      "erste in italien, erster in italien, erstes in italien, erste in europa, weltweit erste*, als erste klinik, als erstes krankenhaus, die erste klinik, das erste krankenhaus, als erste in, als erstes zentrum",
    comparison:
      "besser als, bessere ergebnisse als, günstiger als, billiger als, schneller als, sicherer als, erfolgreicher als, keine andere klinik, kein anderes krankenhaus, niemand sonst, im gegensatz zu anderen, anders als andere, wo andere aufgeben, die konkurrenz, mitbewerber*",
    record: "rekord*, rekordzahl*",
    guarantee:
      "garantier*, garantie auf, risikofrei*, ohne risiko, wunder*, sichere heilung, geld zurück, # erfolgsquote, erfolgsquote, # erfolg, ganz ohne risiko, kein risiko, keinerlei risiko, völlig sicher, absolut sicher, vollkommen sicher, ohne nebenwirkungen, keine nebenwirkungen, jedes mal, mit sicherheit, wir versprechen, versprechen ihnen, dauerhafter erfolg",
    cure: "werden geheilt, wochen geheilt, tagen geheilt, monaten geheilt, sie geheilt, wird geheilt, wir heilen, heilt jeden, heilt alle, vollständige heilung, endgültige heilung, gibt ihnen zurück, schenkt ihnen, jahre jünger, neues leben, traumlächeln, traumfigur, wundermittel",
    painless:
      "schmerzfrei*, schmerzlos*, ohne schmerzen, mühelos, keine schmerzen, spüren nichts, nichts spüren, ohne nadeln, im schlaf",
    price:
      "billig*, günstigste*, rabatt*, sonderangebot*, schnäppchen, tiefstpreis*, niedrigste*, niedrigsten preise, sparen sie, # rabatt, # nachlass, kostenlose erst*, kostenloses erst*, kostenlose beratung, kostenloses beratungsgespräch, gratis*, zum preis von, unschlagbar*, bestpreis*, begrenztes angebot, aktion, gutschein*, traumpreis*",
    urgency:
      "jetzt buchen, nur heute, letzte plätze, beeilen sie sich, wenige plätze, begrenzte plätze, plätze sind begrenzt, letzte chance, handeln sie jetzt, zu spät, rufen sie jetzt, nur diesen monat, verpassen sie nicht, warten sie nicht",
    fear: "könnten sterben, monaten sterben, sie sterben, lebensgefahr droht ihnen, jeder tag zählt, jeden tag wächst, nie wieder gehen, nie mehr laufen, zeitbombe, stiller killer, stiller mörder, werden es bereuen",
    testimonial:
      "leben gerettet, leben verändert, glückliche patienten, zufriedene patienten, zufriedener patient*, unsere patienten sagen, patientenstimmen, erfahrungsberichte, fünf sterne, # sterne, bewertungen, erfolgsgeschichte*, empfehlen uns, vertrauen uns, tausende vertrauen",
    celebrity:
      "prominente, promis, stars, bekannt aus dem fernsehen, sportstars, filmstars, champions, fußballer, schauspieler, königshäuser",
    money: "millionen euro, milliarden euro",
    except:
      "beste sehschärfe, wundheilung, wunde, wunden, wundversorgung, zu spät erkannt, perfektion*, perfusion*, niedrigste dosis, niedrigste dosierung",
  },
  es: {
    superlative:
      "el mejor, la mejor, los mejores, las mejores, excelencia, de vanguardia, a la vanguardia, líder, líderes, inigualable*, sin igual, el más avanzado, el mayor de italia, único en italia, prestigios*, renombrad*, reconocidísim*, famos*, pioner*, mejor hospital, mejor clínica, mejor centro, mejores médicos, mejores cirujanos, de lujo, lujos*, exclusiv*, revolucionari*, más experimentados, más modernos, más moderno, prestigio, lugar ideal, clínica ideal, resultados perfectos, perfect*, extraordinari*, incomparable*, en ningún otro lugar, método único, máximo nivel, de primer nivel mundial",
    ranking:
      "clasificación mundial, ranking, newsweek, número uno, del mundo en, segundo de italia, tercero de italia, premiad*, galardonad*, medalla de oro",
    first:
      "primero en italia, primera en italia, primero de europa, primero del mundo, primer hospital en, el primero de su tipo, el primer hospital, la primera clínica, los primeros en, primer centro en",
    comparison:
      "mejor que, más barato que, más rápido que, más seguro que, superior a la de, ningún otro hospital, ningún otro centro, nadie más, a diferencia de otros, a diferencia de otras, otros se rinden, la competencia, competidores",
    record: "récord, récords, cifra récord",
    guarantee:
      "garantizad*, garantizamos, sin riesgo, sin riesgos, milagro*, curación segura, 100 % de éxito, # de éxito, tasa de éxito, sin ningún riesgo, ningún riesgo, riesgo cero, totalmente segur*, completamente segur*, sin efectos secundarios, ningún efecto secundario, devolvemos el dinero, siempre funciona, con certeza, prometemos, le prometemos, siempre perfecto",
    cure: "se curará, le curaremos, curamos el cáncer, cura todo*, cura definitiva, curación completa, curación total, le devuelve, devolver la vista, años más joven, nueva vida, sonrisa de sus sueños, cuerpo de sus sueños, de ensueño",
    painless:
      "sin dolor, indolor*, sin esfuerzo, ningún dolor, no sentirá nada, sin agujas, mientras duerme",
    price:
      "barat*, bajo coste, low cost, descuento*, oferta especial, precios bajos, precios más bajos, precio más bajo, ahorre, # de descuento, consulta gratis, visita gratis, consulta gratuita, gratis, revisión gratuita, por el precio de, precio imbatible, mejor precio, oferta limitada, oferta, promoción, promociones, más económic*",
    urgency:
      "reserve ya, solo hoy, últimas plazas, dese prisa, reserve ahora, pocas plazas, plazas limitadas, última oportunidad, actúe ahora, demasiado tarde, llame ahora, solo este mes, no pierda, no espere",
    fear: "podría morir, podrían morir, puede morir, morir en, arriesga su vida, cada día que pasa, cada día cuenta, no volver a caminar, nunca más caminar, bomba de relojería, asesino silencioso, se arrepentirá",
    testimonial:
      "salvaron la vida, salvado la vida, cambió la vida, pacientes felices, pacientes satisfechos, nuestros pacientes dicen, testimonio*, cinco estrellas, # estrellas, reseñas, opiniones de pacientes, historias de éxito, nos recomiendan, confían en nosotros",
    celebrity:
      "famosos, celebridades, visto en televisión, campeones, futbolistas, actores, deportistas famosos, familias reales",
    money: "millones de euros, miles de millones de euros",
    except:
      "mejor agudeza, primera visita, primeros auxilios, perfecto estado, perfectamente, oferta asistencial",
  },
  ru: {
    superlative:
      "лучший, лучшая, лучшее, лучшие, лучших, ведущий, ведущая, ведущее, ведущие, ведущих, мирового уровня, передовой, передовая, передовые, непревзойдённ*, не имеющ* аналогов, самый современный, самая современная, крупнейший в италии, крупнейшая в италии, единственный в италии, знаменит*, престижн*, прославленн*, пионер*, лучшего, лучшую, лучшим, самых опытных, самые опытные, самый опытный, роскошн*, эксклюзивн*, революционн*, идеальн* результат*, идеальное место, идеальная клиника, уникальный метод, уникальная методика, нигде больше, высочайш*, выдающ*, беспрецедентн*, несравненн*, премиум*",
    ranking:
      "рейтинг, рейтинге, рейтинга, newsweek, номер один, в мире по, второе место, третье место, первое место, награжд*, золотая медаль",
    first:
      "первый в италии, первая в италии, первое в италии, первый в европе, первый в мире, впервые в мире, впервые в италии, первая клиника в, первая больница в, первыми в",
    comparison:
      "лучше чем, лучше других, дешевле чем, быстрее чем, безопаснее чем, успешнее чем, ни одна другая клиника, ни одна другая больница, никто другой, в отличие от других, где другие сдаются, конкурент*",
    record: "рекорд*",
    guarantee:
      "гарантир*, гарантия излечения, без риска, чудо, чудес*, 100% успех, # успеха, # успех, процент успеха, без всякого риска, без какого либо риска, никакого риска, нулевой риск, абсолютно безопасн*, совершенно безопасн*, полностью безопасн*, без побочных, вернём деньги, каждый раз, обещаем, навсегда",
    cure: "вы выздоровеете, вас вылечат, вылечим, излечиваем, лечим рак, полное излечение, полное исцеление, вернём вам, вернёт вам, лет моложе, новая жизнь, улыбка мечты, фигура мечты, чудодейственн*",
    painless:
      "безболезненн*, без боли, без усилий, никакой боли, ничего не почувствуете, без уколов, во сне",
    price:
      "дёшево, дешев*, скидк*, акция, спецпредложение, низкие цены, самые низкие, низким ценам, сэкономьте, консультация бесплатно, бесплатная консультация, бесплатный приём, бесплатное обследование, первая консультация бесплатно, по цене одного, выгодн*, ограниченное предложение, акции, промокод*",
    urgency:
      "запишитесь сейчас, только сегодня, последние места, спешите, осталось мало мест, мало мест, количество мест ограничено, последний шанс, действуйте сейчас, слишком поздно, позвоните сейчас, только в этом месяце, не упустите, не ждите",
    fear: "можете умереть, вы умрёте, рискуете жизнью, каждый день на счету, с каждым днём, никогда не сможет ходить, бомба замедленного, тихий убийца, пожалеете",
    testimonial:
      "спасли мне жизнь, спасли жизнь, изменили мою жизнь, довольные пациенты, счастливые пациенты, наши пациенты говорят, отзывы, отзыв, пять звёзд, # звёзд, истории успеха, нам доверяют, нас рекомендуют",
    celebrity: "знаменитости, звёзды, по телевизору, чемпион*, актёр*, футболист*, королевск*",
    money: "миллионов евро, миллиардов евро",
    except: "лучшая острота, лучшее положение, отзыв согласия, право на отзыв",
  },
  ar: {
    superlative:
      "الأفضل, أفضل مستشفى, أفضل الأطباء, الرائد, الرائدة, رائد في, عالمي المستوى, لا مثيل له, لا مثيل لها, التميز, الأكثر تقدما, الأحدث في, الأكبر في إيطاليا, الوحيد في إيطاليا, المرموق, المرموقة, الشهير, الشهيرة, مشهور, رائد, رائدة, شهرة, شهير, مشهورة, فاخر, فاخرة, حصري, حصرية, ثوري, ثورية, الأكثر خبرة, الأمهر, مثالي, مثالية, استثنائي, استثنائية, فريد, فريدة, لا نظير له, لا نظير لها, متفوق, أعلى مستوى, أرقى",
    ranking:
      "تصنيف, newsweek, رقم واحد, المرتبة الأولى, المركز الأول, في العالم في, الثاني في إيطاليا, جائزة, جوائز, الميدالية الذهبية",
    first:
      "الأول في إيطاليا, الأولى في إيطاليا, الأول في أوروبا, الأول في العالم, لأول مرة في العالم, لأول مرة في إيطاليا, أول مستشفى في إيطاليا, أول مستشفى في, أول عيادة في, أول مركز في",
    comparison:
      "أفضل من, أرخص من, أسرع من, أكثر أمانا من, أكثر نجاحا من, لا يوجد مستشفى آخر, لا أحد غيرنا, خلافا للمستشفيات, بخلاف غيرنا, حيث يستسلم الآخرون, المنافسين, المنافسون",
    record: "رقم قياسي, أرقام قياسية, عدد قياسي",
    guarantee:
      "مضمون, مضمونة, نضمن, ضمان الشفاء, بلا مخاطر, معجزة, شفاء مؤكد, نسبة نجاح, نجاح #, بلا أي مخاطر, دون أي مخاطر, بدون مخاطر, بدون أي مخاطر, لا مخاطر, آمن تماما, آمنة تماما, بلا آثار جانبية, بدون آثار جانبية, دون آثار جانبية, نعيد المال, استرداد المال, في كل مرة, نعدك, نعدكم, إلى الأبد",
    cure: "ستشفى, سوف تشفى, نشفي, نعالج السرطان حيث, شفاء تام, شفاء كامل, شفاء نهائي, نعيد إليك, يعيد إليك, أصغر سنا, حياة جديدة, ابتسامة أحلامك, جسم أحلامك",
    painless: "بلا ألم, بدون ألم, دون ألم, خال من الألم, لن تشعر بشيء, لا ألم, بلا إبر, أثناء نومك",
    price:
      "رخيص, رخيصة, أقل الأسعار, خصم, خصومات, عرض خاص, مجانا, أرخص, مجانية للمرضى, استشارة مجانية, الأولى مجانية, زيارة مجانية, فحص مجاني, وفر, وفروا, تخفيضات, تخفيض, بسعر واحد, سعر لا يقاوم, أفضل سعر, عرض محدود, عروض",
    urgency:
      "احجز الآن, اليوم فقط, آخر الأماكن, أسرع, الأماكن محدودة, أماكن قليلة, الفرصة الأخيرة, تصرف الآن, فوات الأوان, يفوت الأوان, اتصل الآن, هذا الشهر فقط, لا تفوت, لا تنتظر",
    fear: "قد تموت, ستموت, تخاطر بحياتك, كل يوم يمر, لن يمشي, قنبلة موقوتة, القاتل الصامت, ستندم",
    testimonial:
      "أنقذوا حياتي, أنقذ حياتي, غيروا حياتي, مرضى سعداء, مرضى راضون, يقول مرضانا, شهادات المرضى, خمس نجوم, # نجوم, قصص نجاح, يوصون بنا, يثقون بنا",
    celebrity:
      "المشاهير, نجوم الفن, كما شوهد على التلفزيون, مشاهير, والمشاهير, الأبطال, أبطال, لاعبو كرة, ممثلون, العائلات المالكة",
    money: "مليون يورو, ملايين اليورو, مليار يورو",
    except: "دون ألم بطني, تقييمات المخاطر",
  },
  zh: {
    superlative:
      "最好, 最佳, 最优秀, 最先进, 顶尖, 顶级, 一流, 世界级, 领先, 卓越, 无与伦比, 意大利最大, 欧洲最大, 独一无二, 意大利唯一, 著名, 知名, 享誉, 先驱, 最有经验, 经验最丰富, 豪华, 奢华, 尊享, 独家, 革命性, 完美, 理想之选, 无可比拟, 非凡, 首屈一指, 神奇, 高端, 极致",
    ranking: "排名, 排行, 位列第, 全球第, 世界第, 第一名, newsweek, 获奖, 金奖",
    first:
      "意大利首家, 意大利第一, 欧洲首家, 世界首例, 全球首例, 意大利首例, 首家公立医院, 第一家, 率先",
    comparison:
      "比任何, 任何其他诊所, 任何其他医院, 胜过, 优于其他, 比其他, 其他医院做不到, 没有其他医院, 与其他医院不同, 竞争对手, 比别处",
    record: "创纪录, 纪录, 最繁忙",
    guarantee:
      "保证, 包治, 零风险, 无风险, 奇迹, 百分之百, 根治保证, 成功率, 毫无风险, 没有风险, 绝对安全, 完全安全, 无副作用, 没有副作用, 无效退款, 退款, 每次都, 必定, 承诺, 永久有效",
    cure: "治愈您, 保证治愈, 彻底治愈, 完全治愈, 攻克癌症, 还您, 年轻十岁, 重获新生, 梦想中的, 包好",
    painless: "无痛, 毫无痛苦, 轻松无忧, 不会有任何感觉, 毫无感觉, 无需打针, 睡梦中",
    price:
      "便宜, 低价, 最低价, 打折, 优惠, 特价, 免费赠, 最低的价格, 价格最低, 节省, 折扣, 咨询免费, 免费咨询, 免费首诊, 免费检查, 买一送一, 限时优惠, 超值, 促销",
    urgency:
      "立即预约, 仅限今天, 最后名额, 抓紧, 名额有限, 所剩无几, 最后机会, 立即行动, 为时已晚, 立即致电, 仅限本月, 不要错过, 不要等到",
    fear: "可能死亡, 内死亡, 会死, 危及您的生命, 每拖一天, 再也不能走路, 定时炸弹, 沉默的杀手, 后悔莫及",
    testimonial:
      "救了我的命, 改变了我的生活, 满意的患者, 患者都说, 患者好评, 五星, 好评, 成功案例, 推荐我们, 信赖我们",
    celebrity: "明星, 名人, 电视推荐, 冠军, 演员, 球星, 王室",
    money: "万欧元, 亿欧元",
    except: "最佳矫正视力, 无痛分娩, 退款规则, 同意承诺",
  },
};
