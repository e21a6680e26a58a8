import { fold } from "../search-text/rules";

/** Words of questions and of grammar: they may stand in a query or a name, and need not be met. */
const asked = `
where which who what how when why is are was be do does can could should would may might i my me we our you your he she it they them their a an the of in on at to for from by with about into near around and or not no
treat treats treated treating treatment cure cures cured care cared get find need want looking look have has had help best good top done offered offers perform performed available made specialist specialists doctor doctors hospital hospitals clinic clinics centre center centres centers facility facilities department unit place places italy italian lombardy abroad please second opinion surgery operation patient patients disease illness problem problems
dove quale quali chi cosa che come quando perche è e sono il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal dalla dai nel nello nella nei negli nelle sul sulla mio mia mi si cura curano curare curato curata cure trattamento trattano trattare ospedale ospedali clinica cliniche centro centri istituto casa struttura strutture medico medici specialista specialisti italia lombardia migliore migliori malattia problema reparto presso vicino
ou où quel quelle quels quelles qui quoi comment quand pourquoi est sont le la les l un une des du de d au aux en dans sur pour par avec et mon ma mes je traiter traite traitement soigner soigne soins hopital hopitaux clinique cliniques centre medecin specialiste italie lombardie meilleur maladie pres chez
wo welche welcher welches wer was wie wann warum ist sind der die das den dem des ein eine einer einem einen in im am an auf zu zum zur bei mit fur von vom und oder mein meine ich man wird werden behandelt behandeln behandlung krankenhaus krankenhauser klinik kliniken zentrum arzt arzte facharzt spezialist italien lombardei beste krankheit nahe gegen
donde cual cuales quien que como cuando por es son el la los las un una unos unas de del al a en con para sin y o mi mis se tratar trata tratan tratamiento curar cura hospital hospitales clinica clinicas centro medico medicos especialista italia lombardia mejor enfermedad cerca
где какой какая какие какое кто что как когда почему в во на с со из от до по для у о об и или не мой моя мне я лечат лечить лечение лечится лечения больница больницы клиника клиники центр врач врачи специалист италия италии ломбардия ломбардии лучший лучшие болезнь заболевание можно вылечить рядом
اين اي من ما ماذا كيف متي هل في علي الي عن مع و او يعالج تعالج علاج معالجه مستشفي مستشفيات عياده مركز مراكز طبيب اطباء اخصاءي ايطاليا لومبارديا افضل مرض يمكن اريد قرب
哪里 哪裡 在哪 那里 哪家 什么 么医 怎么 可以 能治 治疗 疗哪 治好 医院 医生 专家 看病 最好 意大 大利 伦巴 巴第 利伦 请问 我要 想找 的医 病在 癌在 里治 里看 里可 以治 症在 在 的 吗 呢
`;

/** Words of any story: they say little about what is the matter. */
const told = `
keep keeps getting gets got go goes going gone come comes came start started starts feel feels feeling like names name home near house day days daily week weeks year years old ago every all always never still just only very really quite too much more most less some something anything nothing thing things also then when while since before because but so if now today yesterday me him her his hers our their mother father mum mom dad husband wife brother sister friend aunt uncle grandmother grandfather myself himself herself put take takes took hold use make makes made tell told say says said think know look looks looking let turn turned try want wants left right one two three four five six ten first last again another other same different few many lot lots bit little out up down over under through between behind around off away both been being were had did done doing this that these those there here am able person people someone lady man woman guy fixed
mio padre mia madre marito moglie nonno nonna fratello sorella tutto tutti tutta sempre mai ancora gia molto poco piu meno anche poi quando mentre prima dopo perche pero se ora oggi ieri anno anni mese giorno giorni ogni volta volte cosa cose fare faccio fa va vado sono ho hai ha abbiamo hanno stato stata essere avere sento sente strada casa destra sinistra uno due tre non questo questa quello quella
mon pere mere mari femme tout tous toute toujours jamais encore deja tres peu plus moins aussi puis quand pendant avant apres parce mais si maintenant aujourd hui hier an ans mois jour jours chaque fois chose choses faire fais fait va vais suis ai as a avons ont ete etre avoir sens depuis deux trois moindre ne pas ce cette ces quelque droite gauche
mein vater meine mutter mann frau oma opa bruder schwester alles immer nie noch schon sehr wenig mehr auch dann wenn wahrend vor nach weil aber jetzt heute gestern jahr jahre jahren monat tag tage tagen jede jeder jedes mal ding sache machen mache macht gehen geht bin habe hast hat haben war gewesen sein fuhle seit zwei drei nicht kein keine dieser diese dieses rechts links etwas ganz bekomme
mi padre madre marido mujer abuelo abuela hermano hermana todo todos toda siempre nunca todavia ya muy poco mas menos tambien luego cuando mientras antes despues porque pero si ahora hoy ayer ano anos mes dia dias cada vez veces cosa cosas hacer hago hace va voy soy estoy he has ha hemos han sido ser tener tengo tiene siento desde dos tres no este esta esto ese derecha izquierda algo
мой моя отец папа мама муж жена бабушка дедушка брат сестра все всё всегда никогда еще уже очень мало много больше меньше тоже потом когда пока до после потому но если сейчас сегодня вчера год года лет месяц день дни каждый раз вещь делать делаю иду идет есть был была было быть чувствую с тех два три не этот эта это что то немного справа слева совсем
ابي امي زوجي زوجتي جدي جدتي اخي اختي كل داءما ابدا ايضا ثم عندما قبل بعد لان لكن اذا الان اليوم امس سنه سنوات سنتين شهر يوم ايام مره شيء افعل انا هو هي كان كانت يكون لدي عندي اشعر منذ اثنان ثلاثه لا لم ليس هذا هذه يمين يسار قليل جدا قد
我的 妈妈 爸爸 丈夫 妻子 总是 从不 还是 已经 非常 一点 更多 然后 时候 之前 之后 因为 但是 如果 现在 今天 昨天 每天 一直 觉得 感觉 没有 这个 那个
v na u s i pri dlya bez k po o ot do za
`;

/** Words that many facilities' names share: they tell little about which one is meant. */
const generic = `ospedale presidio ospedaliero ospedaliera azienda asst irccs istituto istituti clinico clinica clinici casa cura fondazione centro polo poliambulatorio policlinico hospital hospitals clinic institute foundation medical center centre university group gruppo san santa santo sant s spa srl di del della dei degli e and of the больница клиника институт госпиталь центр مستشفي معهد مركز عياده مؤسسه 医院 研究 究所 中心 诊所 hopital klinik krankenhaus institut`;

const split = (text: string) => new Set(fold(text).split(/\s+/).filter(Boolean));
const stops = split(asked);
const generics = split(generic);
const ordinary = split(told);

export const isStop = (word: string) => stops.has(word) || /^[a-z]$/.test(word);
/** A word of telling that carries little: it weighs less, and is not left out. */
export const isOrdinary = (word: string) => ordinary.has(word);
export const isGeneric = (word: string) => generics.has(word);
